"""The list of newer models: where it is, whether it may be believed, and what it offers.

A list of JSON objects, or a single one:

    {"name": "lightning", "version": 5, "url": "https://...", "size": 2894840, "sha256": "...",
     "min_app": "1.0"}

It is signed with Ed25519 (RFC 8032): the 64 bytes beside it, at the same address with `.sig`.
"""

import base64
import binascii
import hashlib
from typing import Annotated

import msgspec
from msgspec import Meta

from pi_pose.errors import DownloadError, SettingsError
from pi_pose.models import download, promise
from pi_pose.settings import Updates

LARGEST_BYTES = 1_000_000


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A model that is newer than the catalogue's."""

    name: str
    """The catalogue's name of the model it replaces."""
    version: Annotated[int, Meta(ge=1)]
    url: str
    size: Annotated[int, Meta(gt=0, le=promise.LARGEST_BYTES)]
    """Bytes."""
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    min_app: Annotated[str, Meta(pattern=r"^\d+(\.\d+)*$")] = "0"
    """The oldest pi_pose that can run it."""


def read(updates: Updates) -> list[Offer]:
    """Fetch what the settings name. Raises SettingsError or DownloadError when it is not to be believed."""
    _require_settings(updates)
    content = download.read(updates.manifest, LARGEST_BYTES)
    if updates.sha256:
        _check_pin(updates, content)
    else:
        _check_signature(updates, content)
    try:
        offers = msgspec.json.decode(content, type=list[Offer] | Offer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DownloadError(f"{updates.manifest} is no list of models: {error}") from error
    return offers if isinstance(offers, list) else [offers]


def _require_settings(updates: Updates) -> None:
    if not updates.manifest:
        raise SettingsError("updates.manifest is empty; put the address of a list of models there")
    if not download.is_safe(updates.manifest):
        raise SettingsError(f"updates.manifest is {updates.manifest}; only https addresses are allowed")
    if not updates.sha256 and not updates.public_key:
        raise SettingsError(
            "updates has neither a public_key nor a sha256; set one, so that it can be believed"
        )


def _check_pin(updates: Updates, content: bytes) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != updates.sha256:
        raise DownloadError(f"{updates.manifest} is refused: its sha256 is {found}, not {updates.sha256}")


def _check_signature(updates: Updates, content: bytes) -> None:
    # Few ask for updates, and it holds 6 MB.
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(updates.public_key, validate=True))
    except (binascii.Error, ValueError) as error:
        raise SettingsError(
            "updates.public_key is not the base64 of an Ed25519 key, which has 32 bytes"
        ) from error
    signature = download.read(f"{updates.manifest}.sig", LARGEST_BYTES)
    try:
        key.verify(signature, content)
    except InvalidSignature as error:
        raise DownloadError(f"{updates.manifest} is refused: its signature is not the publisher's") from error
