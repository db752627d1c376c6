"""A second server nobody here wrote: the program against Prism's mock of the contract (`make prism`, needs Node).

For several seeds Prism makes up answers that fit the contract and nothing else. The client reads all 11 operations
from it, without loss; `archera-tui status --json --plans` has to end with 0. Then every error status of the contract
is asked for (a small proxy adds Prism's `Prefer: code=...`): each call ends with an error of its kind, and the program
with exit code 1 and a sentence. A traceback anywhere is a failure.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from support.api_client import CALLS, PARTNER, client_for
from support.lossless import losses

from tui.api import errors
from tui.api.client import Client
from tui.api.errors import ApiError

VERSION = "5.14.2"
ROOT = Path(__file__).parent.parent.parent
CONTRACT = ROOT / "tests/contract/partner-api.tools.openapi.json"
KEY = "a-key-for-prism"
KINDS: dict[int, type[ApiError]] = {
    400: errors.Invalid,
    401: errors.Unauthorized,
    403: errors.Forbidden,
    404: errors.NotFound,
    405: errors.Withdrawn,
    409: errors.Conflict,
    422: errors.Invalid,
    500: errors.ServerFault,
    503: errors.ServerFault,
}


class Findings:
    """What went wrong so far, and how much was looked at."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.looked = 0

    def hold(self, what: str, *, that: bool, found: object = "") -> None:
        """Note something that had to be so."""
        self.looked += 1
        if not that:
            self.wrong.append(f"{what}: {found}" if found else what)


def installed(folder: Path) -> Path:
    """Prism in a folder, put there by npm when it is not there yet."""
    program = folder / "node_modules/.bin/prism"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("prism: npm is missing; on Debian: apt-get install npm")
        folder.mkdir(parents=True, exist_ok=True)
        print(f"Installing Prism {VERSION} into {folder} ...", flush=True)
        command = [npm, "install", "--no-save", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder)]
        subprocess.run([*command, f"@stoplight/prism-cli@{VERSION}"], check=True)
    return program


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def mocking(prism: Path, *options: str) -> Iterator[int]:
    """Prism over the contract; its port."""
    port = free_port()
    command = [str(prism), "mock", "-h", "127.0.0.1", "-p", str(port), "-v", "error", *options, str(CONTRACT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, process)
            yield port
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    sys.exit("prism: the mock server did not start")


@contextmanager
def preferring(port: int, status: int) -> Iterator[int]:
    """A proxy in front of Prism that asks for a status in every request; its port."""

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            inner = HTTPConnection("127.0.0.1", port, timeout=30)
            inner.request(self.command, self.path, body=body or None, headers=headers | {"Prefer": f"code={status}"})
            answer = inner.getresponse()
            data = answer.read()
            inner.close()
            self.send_response(answer.status)
            self.send_header("content-type", answer.headers.get("content-type", "text/plain"))
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = pass_on  # noqa: N815 - the names the base class looks for

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def status_of(port: int) -> subprocess.CompletedProcess[str]:
    """`archera-tui status --json` in a home of its own against a server on a port."""
    # Plans are read as well, since a program that adds up money must survive any figures.
    with tempfile.TemporaryDirectory() as home:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHERA_", "XDG_"))}
        env |= {
            "HOME": home,
            "ARCHERA_BASE_URL": f"http://127.0.0.1:{port}",
            "ARCHERA_API_KEY": KEY,
            "ARCHERA_PARTNER_ORG_ID": PARTNER,
        }
        command = [sys.executable, "-m", "tui", "status", "--json", "--plans"]
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT)


def look_at_status(findings: Findings, where: str, port: int, code: int) -> None:
    """The program ends with an exit code, prints JSON, no traceback and no key; with 1 it says why."""
    done = status_of(port)
    said = done.stdout + done.stderr
    findings.hold(
        f"{where}: status exit code {code}", that=done.returncode == code, found=(done.returncode, said[:400])
    )
    findings.hold(f"{where}: status without a traceback", that="Traceback" not in said, found=said[:2000])
    findings.hold(f"{where}: status without the key", that=KEY not in said)
    findings.hold(f"{where}: status says why", that=bool(done.stderr.strip()) == (code == 1), found=done.stderr[:400])
    with suppress(ValueError):
        findings.hold(f"{where}: status prints customers", that="customers" in json.loads(done.stdout))
        return
    findings.hold(f"{where}: status prints JSON", that=False, found=done.stdout[:400])


async def look_at_calls(
    findings: Findings, where: str, port: int, judge: Callable[[Findings, str, Awaitable[object]], Awaitable[None]]
) -> None:
    """Make one call of every operation and judge what comes of it."""
    async with client_for(f"http://127.0.0.1:{port}", key=KEY) as client:
        for name, call in CALLS.items():
            await judge(findings, f"{where}: {name}", _guarded(call, client))


async def _guarded(call: Callable[[Client], Awaitable[object]], client: Client) -> object:
    """What a call brings: an answer, or the exception it ended with."""
    try:
        return await call(client)
    except Exception as error:  # noqa: BLE001 - any that is no ApiError is what is looked for
        return error


async def is_read(findings: Findings, where: str, call: Awaitable[object]) -> None:
    """Hold that an answer is read in full and without loss."""
    answer: Any = await call
    if isinstance(answer, Exception):
        findings.hold(f"{where} is answered", that=False, found=repr(answer))
        return
    for reading in getattr(answer, "rows", None) or (answer,):
        value = reading.plan if hasattr(reading, "plan") else getattr(reading, "value", None)
        if not getattr(reading, "raw", b""):
            continue
        lost = losses(json.loads(reading.raw, parse_float=Decimal), value)
        findings.hold(f"{where} is read in full", that=not reading.unread, found=reading.unread)
        findings.hold(f"{where} is read without loss", that=not lost, found=lost[:5])


def is_refused(kind: type[ApiError], status: int) -> Callable[[Findings, str, Awaitable[object]], Awaitable[None]]:
    """Hold that a call ends with an error of a kind, in an envelope of the API."""

    async def judge(findings: Findings, where: str, call: Awaitable[object]) -> None:
        error = await call
        if where.endswith("getRecommendedPlans") and status == 404:
            findings.hold(
                f"{where} says that there is no plan", that=getattr(error, "value", error) is None, found=error
            )
            return
        findings.hold(f"{where} is {kind.__name__}", that=isinstance(error, kind), found=repr(error))
        if isinstance(error, ApiError):
            findings.hold(f"{where} has the status", that=error.status == status, found=error.status)
            findings.hold(
                f"{where} is the API's word", that=bool(error.envelope and error.envelope.is_known), found=error
            )

    return judge


def main() -> int:
    """Look at everything; the exit code is 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / ".venv/prism", help="where Prism is or is put")
    parser.add_argument("--seeds", type=int, default=8, help="how many sets of made-up answers")
    args = parser.parse_args()
    prism = installed(args.folder.resolve())
    findings = Findings()
    with mocking(prism) as port:
        look_at_status(findings, "without chance", port, 0)
        asyncio.run(look_at_calls(findings, "without chance", port, is_read))
        for status, kind in KINDS.items():
            where = f"status {status}"
            with preferring(port, status) as proxy:
                asyncio.run(look_at_calls(findings, where, proxy, is_refused(kind, status)))
                look_at_status(findings, where, proxy, 1)
            print(f"{where}: {len(findings.wrong)} of {findings.looked} wrong so far", flush=True)
    for number in range(1, args.seeds + 1):
        where = f"seed s{number}"
        with mocking(prism, "-d", "--seed", f"s{number}") as port:
            asyncio.run(look_at_calls(findings, where, port, is_read))
            look_at_status(findings, where, port, 0)
        print(f"{where}: {len(findings.wrong)} of {findings.looked} wrong so far", flush=True)
    for wrong in findings.wrong:
        print(f"WRONG {wrong}")
    print(f"{findings.looked} things looked at, {len(findings.wrong)} wrong")
    return 1 if findings.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
