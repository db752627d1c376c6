"""`archera-tui sandbox` as a program of its own, for a dashboard that reaches it over HTTP."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping


class Standalone:
    """A sandbox that listens on a free port of this machine; it can be stopped, and begun again on the same port."""

    def __init__(self, env: Mapping[str, str], key: str, orgs: int = 24, scenario: str = "calm") -> None:
        self._env = dict(env)
        self._options = ["--api-key", key, "--orgs", str(orgs), "--scenario", scenario]
        self._key = key
        self._process: subprocess.Popen[str] | None = None
        self._port = "0"
        self.address = ""
        self.partner = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Serve, and read from what it prints where."""
        command = [sys.executable, "-m", "tui", "sandbox", "--port", self._port, *self._options]
        self._process = subprocess.Popen(
            command, env=self._env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        said: dict[str, str] = {}
        assert self._process.stdout is not None
        for line in self._process.stdout:
            name, _, value = line.strip().partition(" ")
            said[name] = value.strip()
            if name == "partner":
                break
        assert "partner" in said, said
        self.address, self.partner = said["address"], said["partner"]
        self._port = self.address.rpartition(":")[2].strip("/")

    def stop(self) -> None:
        """Stop serving, at once."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def env(self, home: Mapping[str, str]) -> dict[str, str]:
        """A home whose program acts in this sandbox, by the environment alone."""
        return {
            **home,
            "ARCHERA_BASE_URL": self.address,
            "ARCHERA_API_KEY": self._key,
            "ARCHERA_PARTNER_ORG_ID": self.partner,
        }
