"""
Numbers outside of the agency that a citizen is told: data, with source and date.

Emergencies: 112, free from every phone (Permenkominfo 10/2016). People bought and
sold, violence: SAPA 129 of the ministry for women and children, day and night
(indonesia.go.id, category kependudukan, 8877). Complaints: SP4N-LAPOR (domain notes
2.2). All read on 24 November 2026.
"""

from __future__ import annotations

from collections.abc import Mapping

ALARMS: Mapping[str, Mapping[str, str]] = {
    "life": {"number": "112"},
    "trafficking": {"number": "129", "whatsapp": "08111-129-129", "police": "112"},
}
"""What is told at each kind of alarm, by the names that its sentence uses."""

COMPLAINTS: Mapping[str, str] = {"site": "lapor.go.id", "sms": "1708"}
