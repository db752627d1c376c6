"""Memory that is let go is the system's again."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

# Lists that come and go while small things stay, as the rows made of them do. What it prints is in kB.
READING = """
import sys
from tui.worker import memory

def resident():
    return int(open("/proc/self/status").read().split("VmRSS:")[1].split()[0])

if "told" in sys.argv:
    memory.return_large_blocks()
before, rows = resident(), []
for _ in range(4):
    body = bytearray(12_000_000)
    text = body.decode("latin-1")
    rows.append(bytes(5_000))
    del body, text
print(resident() - before)
"""


def kept(*told: str) -> int:
    ran = subprocess.run([sys.executable, "-c", READING, *told], check=True, capture_output=True, text=True)
    return int(ran.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is let go, and can be told")
def test_the_body_of_a_list_is_given_back_when_it_was_read() -> None:
    assert kept() > 10_000
    assert kept("told") < 2_000
