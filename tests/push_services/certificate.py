"""A certificate for the doubles, and its hash for Chromium's command line."""

import base64
import ssl
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.bench.tls import write_tls_files


@dataclass(frozen=True, slots=True)
class Certificate:
    """`path` is the authority's PEM to trust, `spki` the hash of the server's own key."""

    path: Path
    spki: str
    server: ssl.SSLContext

    def client(self) -> ssl.SSLContext:
        """A context that trusts this certificate's authority and nothing else."""
        return ssl.create_default_context(cafile=str(self.path))


def make_certificate(folder: Path, *, hosts: tuple[str, ...]) -> Certificate:
    """Return a certificate for loopback and `hosts`, kept in files of `folder`.

    An authority signs it: rustls takes no certificate that is its own authority for a server's.
    """
    files = write_tls_files(folder, hosts)
    leaf = x509.load_pem_x509_certificates(files.chain.read_bytes())[0]
    spki = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Certificate(
        files.authority, base64.b64encode(sha256(spki).digest()).decode(), files.server_context()
    )
