"""Addresses that hold what they lead to (RFC 2397)."""

from base64 import b64encode


def data_url(media_type: str, content: bytes) -> str:
    """Return an address that holds the content itself.

    Args:
        media_type: What the content is: `font/ttf`, `image/png`.
        content: The content.

    """
    return f"data:{media_type};base64,{b64encode(content).decode()}"
