"""`archera-tui onboard template`: the CloudFormation template as a file, and what its role may do, for a person."""

from __future__ import annotations

import dataclasses
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tui.cli.answer import Answer, EndedError, Task, carry_out, value_of, wrong
from tui.cli.endings import Ending
from tui.cli.org import customer_meant
from tui.cli.output import complain
from tui.cli.template_review import review_document, review_lines
from tui.domain.export.pretty_json import ascii_json, exact_json
from tui.domain.formats import count, iso
from tui.domain.intents import ReadTemplate, TemplateReviewed, TemplateText
from tui.domain.template.review import review
from tui.store.text_file import problem_words, write_text
from tui.text import file_stem

if TYPE_CHECKING:
    import argparse

    from tui.cli.session import Session
    from tui.domain.records import Customer
    from tui.domain.template.review import TemplateReview

_STDOUT = "-"


@dataclass(frozen=True, slots=True)
class _Target:
    """Where the template of a customer goes: `path` None is stdout, or nowhere when only the review is asked for."""

    customer: Customer
    path: Path | None
    replace: bool = False

    def named_for(self, template: TemplateText) -> Self:
        """The same with the ending that its text has; only the answer tells what that is."""
        path = self.path and self.path.with_name(self.path.name.removesuffix(".json") + template.suffix)
        return dataclasses.replace(self, path=path)

    def check(self) -> None:
        """Refuse before anything is asked of the server. Raises `EndedError`."""
        if self.path is None:
            return
        try:
            if self.path.is_dir():
                raise IsADirectoryError
            is_there = self.path.exists()
        except OSError as error:
            raise self._failed(self.path, error) from None
        if is_there and not self.replace:
            raise self._there(self.path)

    def write(self, text: str) -> None:
        """Write the file, if there is one to write. Raises `EndedError`."""
        if self.path is None:
            return
        try:
            write_text(self.path, exact_json(text), replace=self.replace)
        except FileExistsError:
            raise self._there(self.path) from None
        except OSError as error:
            raise self._failed(self.path, error) from None
        except ValueError:
            what = "The template was not written: that is no path a file can have."
            raise wrong(what, customer=self.customer) from None

    def _failed(self, path: Path, error: OSError) -> EndedError:
        return wrong(f"The template was not written: {problem_words(error, path)}.", customer=self.customer)

    def _there(self, path: Path) -> EndedError:
        what = f"There is a file {path} already. Nothing was written."
        return wrong(what, "Write over it: --force", self.customer)


def run(args: argparse.Namespace) -> int:
    """Fetch, write where asked, and review if asked."""
    to_stdout = args.output == _STDOUT
    if to_stdout and (args.json or args.review):
        complain("--output - is the template alone on stdout: leave out --json and --review, or name a file.")
        return int(Ending.REFUSED)

    async def work(session: Session) -> Answer:
        customer = await customer_meant(session, args.org)
        target = _Target(customer, None if to_stdout else _path(args, customer), args.force)
        target.check()
        template = value_of(await session.ask(ReadTemplate(customer.org_id)), customer)
        if not isinstance(template, TemplateText):
            raise TypeError("reading a template brings its text")
        judged = review(template.document)
        if args.output is None:
            target = target.named_for(template)
        target.write(template.text)
        if to_stdout:
            sys.stdout.write(ascii_json(template.text) + "\n")
            return Answer(Ending.DONE, customer=customer)
        if args.review:
            await session.ask(TemplateReviewed(customer.org_id))
        return _answer(args, customer, template, judged, target)

    return carry_out(args, Task("onboard template", work))


def _path(args: argparse.Namespace, customer: Customer) -> Path | None:
    if args.output is not None:
        return Path(os.path.expanduser(args.output))  # noqa: PTH111 - a home nobody has is left as it is, not raised
    return None if args.review else Path(f"{file_stem(customer.label)}-archera-template.json")


def _answer(
    args: argparse.Namespace, customer: Customer, template: TemplateText, judged: TemplateReview, target: _Target
) -> Answer:
    file = None if target.path is None else str(target.path.absolute())
    result: dict[str, Any] = {
        "file": file,
        "fetched_at": iso(template.fetched_at),
        "bytes": judged.size,
        "lines": judged.lines,
        "review": review_document(judged),
    }
    lines: list[str] = []
    if args.review:
        lines += [f"What the role may do that {customer.label} would make", *review_lines(judged)]
    if file is not None:
        lines.append(f"Written to {file}, {count(judged.lines, 'line')}.")
    if not args.review:
        lines.append(f"What its role may do: archera-tui onboard template {customer.org_id} --review")
    lines.append(f"Next: archera-tui onboard launch-url {customer.org_id}")
    if judged.resources:
        return Answer(Ending.DONE, result, tuple(lines), customer)
    remark = "The answer is no template of a stack: it holds no resources. Look at it before it is handed on."
    return Answer(Ending.WARNINGS, result, tuple(lines), customer, remarks=(remark,))
