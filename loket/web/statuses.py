"""Statuses of answers whose numbers say too little (RFC 9110, section 15; RFC 6585)."""

from __future__ import annotations

CONFLICT, GONE, UNPROCESSABLE, TOO_MANY = 409, 410, 422, 429
