"""The API key, fetched beside the loop: a command or a keyring may wait for a person."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING

from tui.config.secrets import Secret, fetch_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.config.key_source import KeySource


async def key_from(source: KeySource, env: Mapping[str, str]) -> Secret:
    """The key from its source. Raises `SecretError`.

    Its thread is nobody's to wait for: a program that is told to end does, whatever the source is waiting for.
    """
    fetched: Future[Secret] = Future()
    fetched.set_running_or_notify_cancel()

    def fetch() -> None:
        try:
            fetched.set_result(fetch_key(source, env))
        except Exception as error:  # noqa: BLE001 - raised where the key is awaited
            fetched.set_exception(error)

    Thread(target=fetch, name="archera-key", daemon=True).start()
    return await asyncio.wrap_future(fetched)
