"""What the HTTP library would load, or look for, without any use for it stays away."""

from __future__ import annotations

import subprocess
import sys


def loaded(code: str) -> str:
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return ran.stdout


def test_the_client_brings_no_command_line_of_the_http_library() -> None:
    code = "import sys, tui.api.client; print([n for n in ('click', 'pygments', 'rich') if n in sys.modules])"
    assert loaded(code) == "[]\n"


def test_a_module_the_http_library_asks_for_at_every_request_is_looked_for_once() -> None:
    assert loaded("import sys, tui.api.client; print('sniffio' in sys.modules)") == "True\n"


def test_on_the_way_to_a_real_host_nothing_of_the_sandbox_is_loaded() -> None:
    code = (
        "import sys, tui.worker.assemble; "
        "print([n for n in sys.modules if n.startswith(('tui.sandbox', 'starlette', 'uvicorn'))])"
    )
    assert loaded(code) == "[]\n"


def test_a_worker_that_buys_nothing_and_reads_no_plan_loads_nothing_of_either() -> None:
    code = (
        "import sys, tui.worker.assemble; "
        "heavy = ('tui.worker.desk', 'tui.worker.purchase', 'tui.store.journal', 'tui.domain.purchase.events', "
        "'tui.domain.plan.records', 'tui.domain.plan.diff', 'tui.api.models_plans', 'tui.domain.template.parts'); "
        "print([n for n in heavy if n in sys.modules])"
    )
    assert loaded(code) == "[]\n"


def test_what_an_answer_should_be_is_built_when_one_is_read() -> None:
    code = (
        "import gc, tui.worker.assemble, tui.api.plan_schemas\n"
        "from tui.api.lenient import Schema\n"
        "print([s._shape for s in gc.get_objects() if isinstance(s, Schema) and s._built is not None])"
    )
    assert loaded(code) == "[]\n"
