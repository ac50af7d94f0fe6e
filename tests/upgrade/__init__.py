"""Desks of earlier versions, as `loket backup` kept them, and what becomes of them."""
