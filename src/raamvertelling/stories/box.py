"""The box of an inquiry: a device seals with the public key and cannot read it any more; only the server opens it.

A sealed box is: version byte, the sender's one-time public point (65 bytes), nonce (12 bytes), AES-256-GCM ciphertext.
The key is HKDF-SHA256 (no salt) of the ECDH P-256 secret; `info` binds it to both points, the associated data to where
the box belongs. `box.js` does the same in the browser; `tests/box_vector.json` holds both to it.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.keystore.models import InquiryKey
from raamvertelling.stories.sealing import BrokenSeal, unwrap_for, wrap_for

VERSION = b"\x01"
POINT = 65
NONCE = 12
SCALAR = 32
CURVE = ec.SECP256R1()


def public_key(inquiry: Inquiry) -> bytes:
    """Return the point that devices of this inquiry seal for; its pair is made the first time."""
    row = InquiryKey.objects.filter(inquiry_id=inquiry.pk).first()
    if row is None:
        private = ec.generate_private_key(CURVE)
        scalar = private.private_numbers().private_value.to_bytes(SCALAR)
        fresh = {
            "organisation_id": inquiry.organisation_id,
            "public": _point(private.public_key()),
            "wrapped": wrap_for(inquiry.organisation_id, scalar, b"inquiry", _id(inquiry)),
        }
        row, _ = InquiryKey.objects.get_or_create(inquiry_id=inquiry.pk, defaults=fresh)
    return bytes(row.public)


def open_box(inquiry: Inquiry, sealed: bytes, bound: bytes) -> bytes:
    """Return what is in a box that was sealed for this inquiry and this place; BrokenSeal when it is not that."""
    row = InquiryKey.objects.filter(inquiry_id=inquiry.pk).first()
    if row is None:
        raise BrokenSeal
    scalar = unwrap_for(row.organisation_id, bytes(row.wrapped), b"inquiry", _id(inquiry))
    return open_with(ec.derive_private_key(int.from_bytes(scalar), CURVE), sealed, bound)


def open_with(private: ec.EllipticCurvePrivateKey, sealed: bytes, bound: bytes) -> bytes:
    """Open a box with the private key itself."""
    head, point, nonce = sealed[:1], sealed[1 : 1 + POINT], sealed[1 + POINT : 1 + POINT + NONCE]
    if head != VERSION or len(nonce) != NONCE:
        raise BrokenSeal
    try:
        sender = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        key = _key(private.exchange(ec.ECDH(), sender), point, _point(private.public_key()))
        return AESGCM(key).decrypt(nonce, sealed[1 + POINT + NONCE :], VERSION + bound)
    except (ValueError, InvalidTag) as error:
        raise BrokenSeal from error


def seal_box(
    public: bytes, plain: bytes, bound: bytes, *, once: ec.EllipticCurvePrivateKey | None = None, nonce: bytes = b""
) -> bytes:
    """Seal for the holder of the private key, as a device does; a test sets `once` and `nonce`, else they are fresh."""
    once, nonce = once or ec.generate_private_key(CURVE), nonce or os.urandom(NONCE)
    point = _point(once.public_key())
    secret = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public))
    return VERSION + point + nonce + AESGCM(_key(secret, point, public)).encrypt(nonce, plain, VERSION + bound)


def _key(secret: bytes, sender: bytes, receiver: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"raamvertelling/postbus" + sender + receiver).derive(secret)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _id(inquiry: Inquiry) -> bytes:
    return str(inquiry.pk).encode()
