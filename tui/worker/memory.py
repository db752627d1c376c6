"""How much memory the program keeps that it does not use."""

from __future__ import annotations

# From <malloc.h>, and the size glibc begins with, bytes.
_M_MMAP_THRESHOLD = -3
_LARGE = 128 * 1024


def return_large_blocks() -> None:
    """Have the C library give large blocks back to the system as soon as they are let go.

    Left to itself glibc learns from each that is let go, and keeps those of its size for the next: the list of ten
    thousand customers is 12 MB, and would stay. Nothing happens with a library that can't be told.
    """
    try:
        import ctypes  # noqa: PLC0415 - some Pythons are built without

        tell = ctypes.CDLL(None).mallopt
    except (ImportError, OSError, AttributeError):
        return
    tell(_M_MMAP_THRESHOLD, _LARGE)
