"""
What may be set from outside: `LOKET_*` variables, and nothing else.

This module knows no Django, so that the way in can read its settings without it.
The reference page of settings is made from the descriptions here.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from loket.config import mailing


def default_data_dir() -> Path:
    """A system folder for root, else one in the user's own data home."""
    if os.geteuid() == 0:
        return Path("/var/lib/loket")
    home = os.environ.get("XDG_DATA_HOME", "")
    return (Path(home) if home else Path.home() / ".local" / "share") / "loket"


class Settings(BaseSettings):
    """Every variable that Loket reads. Empty values count as unset."""

    model_config = SettingsConfigDict(
        env_prefix="LOKET_", env_ignore_empty=True, hide_input_in_errors=True
    )

    database_url: str = Field(
        "",
        description="PostgreSQL 15-18, as postgresql://user:password@host/name. "
        "Without it, Loket runs its own PostgreSQL in the data folder.",
    )
    data_dir: Path = Field(
        default_factory=default_data_dir,
        description="Folder of everything that must survive a restart: database, "
        "keys, logs. As root /var/lib/loket, else ~/.local/share/loket.",
    )
    demo: bool = Field(
        False,
        description="Marks a training desk: invented data, the emulator in place of "
        "the real platform. `loket demo` sets it.",
    )
    debug: bool = Field(
        False, description="Django's debug pages. Refused outside a training desk."
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="Signs sessions and forms. Without it, the one in the keys file.",
    )
    keys_file: Path | None = Field(
        None,
        description="File of the keys that seal tokens and personal data, mode 0600. "
        "Without it, keys.json in the data folder, made at first start. "
        "Keep a copy apart from the database.",
    )
    hosts: str = Field(
        "localhost,127.0.0.1,[::1]",
        description="Host names under which the pages may be reached, by commas.",
    )
    port: int = Field(8000, description="Port of the pages.")
    ingest_port: int = Field(
        0, description="Port of the way in for providers; 0 means the pages' port + 2."
    )
    listen: str = Field(
        "127.0.0.1",
        description="Address on which the pages and the way in listen. Anything but "
        "the loopback is for a private network behind a proxy, such as a container's.",
    )
    metrics_port: int = Field(
        0,
        description="Port of the figures for Prometheus on LOKET_LISTEN; 0 means that "
        "`loket up` gives none.",
    )
    emulator_url: str = Field(
        "",
        description="Address of the emulator's own pages, shown on a training desk.",
    )
    graph_url: str = Field(
        "https://graph.facebook.com",
        description="Where the WhatsApp platform answers. Source: Meta, Graph API.",
    )
    graph_version: str = Field(
        "v26.0",
        description="Version of the Graph API. Source: Meta's changelog, 29 July 2026.",
    )
    whatsapp_app_secret: SecretStr = Field(
        SecretStr(""),
        description="Secret of the Meta app that signs deliveries. Two by a comma "
        "while it is being changed.",
    )
    whatsapp_verify_token: SecretStr = Field(
        SecretStr(""),
        description="Word that Meta repeats when the webhook's address is saved.",
    )
    hooks_private: bool = Field(
        False,
        description="Lets webhooks go to machines that only this one can reach, as a "
        "back office in the same network. Without it, only to the open internet.",
    )
    smtp_url: SecretStr = Field(
        SecretStr(""),
        description="Mail server for alarms, as smtp://user:password@host:587, or "
        "smtps:// for TLS from the start. Without it nobody is written to.",
    )
    mail_from: str = Field(
        "loket@localhost", description="Sender's address of mails about alarms."
    )
    send_timeout_s: float = Field(
        20.0, description="Seconds to wait for the platform's answer to a message."
    )
    send_lease_s: float = Field(
        30.0,
        description="Seconds after which a message whose sender died is unknown. "
        "Longer than LOKET_SEND_TIMEOUT_S.",
    )
    turn_silence_s: float = Field(
        0.7, description="Seconds of silence that close a turn of free text."
    )
    turn_longest_s: float = Field(
        3.0, description="Seconds after which a turn closes without silence."
    )

    @field_validator("smtp_url")
    @classmethod
    def _read_smtp_url(cls, url: SecretStr) -> SecretStr:
        mailing.for_django(url.get_secret_value())
        return url

    @property
    def keys_path(self) -> Path:
        """The keys file, wherever it is."""
        return self.keys_file or self.data_dir / "keys.json"

    @property
    def app_secrets(self) -> list[bytes]:
        """The app secrets that may have signed a delivery."""
        words = self.whatsapp_app_secret.get_secret_value().split(",")
        return [word.strip().encode() for word in words if word.strip()]


def _folder_of_secrets() -> Path | None:
    """
    Where systemd puts the credentials of a service: files named as the variables, in
    small letters. What stands in the environment goes first.
    """
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    return Path(folder) if folder else None


@cache
def settings() -> Settings:
    """
    Return the settings of this process.

    :raises pydantic.ValidationError: if a variable cannot be read
    """
    return Settings(_secrets_dir=_folder_of_secrets())
