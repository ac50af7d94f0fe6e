"""An authority of our own for one test, and a certificate for localhost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def make(folder: Path, days: int = 60) -> None:
    """Write authority.pem, localhost.pem (with its chain) and localhost.key."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate("Loket test authority", root_key, root_key, None, days)
    leaf = _certificate("localhost", key, root_key, root, days)
    (folder / "authority.pem").write_bytes(_pem(root))
    (folder / "localhost.pem").write_bytes(_pem(leaf) + _pem(root))
    (folder / "localhost.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _certificate(name, key, signing_key, issuer, days):
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days, hours=1))
        .add_extension(x509.BasicConstraints(issuer is None, None), critical=True)
    )
    if issuer:
        names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
        made = made.add_extension(names, critical=False)
    return made.sign(signing_key, hashes.SHA256())


def _pem(certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
