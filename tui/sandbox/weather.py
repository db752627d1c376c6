"""The weather of a scenario, an ASGI layer around the sandbox: latency, errors, lost answers, throttling, outages.

Nothing is random at the time of a call: what strikes the n-th call of an operation is a function of seed, scenario
and clock.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from tui.sandbox.chance import dice, happens
from tui.sandbox.operation_ids import VERIFICATIONS, operation_id
from tui.sandbox.scenario import Absence, Ending, Even, Failure, Latency, Loss, Outage, Scenario, Storm
from tui.sandbox.weather_answers import cut, failed, page, throttled, vanish

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

Trouble = TypeVar("Trouble", Failure, Loss, Storm)


@dataclass(frozen=True, slots=True)
class _Call:
    """The `number`-th call of an operation, counted as they came: others come while it waits."""

    operation: str
    number: int


class Weather:
    """An application under a scenario's weather.

    `clock` gives epoch seconds, `born` is when the scenario begins, `delay` waits the seconds an answer takes and
    `meanwhile` lets happen what happens by itself up to a moment (epoch seconds), right before the work is done.
    """

    def __init__(
        self,
        app: ASGIApp,
        scenario: Scenario,
        *,
        seed: int,
        born: float,
        clock: Callable[[], float],
        delay: Callable[[float], Awaitable[object]],
        meanwhile: Callable[[float], None],
    ) -> None:
        self._app = app
        self._scenario = scenario
        self._seed = seed
        self._born = born
        self._clock = clock
        self._delay = delay
        self._meanwhile = meanwhile
        self._calls: Counter[str] = Counter()

    def is_open(self) -> bool:
        """Whether connections are taken at this moment."""
        outage = self._outage()
        return outage is None or outage.absence is not Absence.REFUSED

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a call, or don't."""
        call = self._counted(operation_id(scope["method"], scope["path"]))
        if (outage := self._outage()) is not None:
            await _away(outage, scope, receive, send)
            return
        if (storm := self._struck(self._scenario.storms, call)) is not None:
            await throttled(storm, self._clock())(scope, receive, send)
            return
        await self._delay(self._seconds(call))
        if (failure := self._struck(self._scenario.failures, call)) is not None:
            await failed(failure, self._clock(), scope["path"])(scope, receive, send)
            return
        self._meanwhile(self._clock())
        loss = self._struck(self._scenario.losses, call)
        if loss is None:
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _nowhere)
            await _lose(loss, scope, receive, send)

    def _counted(self, operation: str) -> _Call:
        self._calls[operation] += 1
        return _Call(operation, self._calls[operation])

    def _outage(self) -> Outage | None:
        elapsed = self._clock() - self._born
        return next((outage for outage in self._scenario.outages if outage.window.holds(elapsed)), None)

    def _struck(self, troubles: Sequence[Trouble], call: _Call) -> Trouble | None:
        """The first trouble that strikes this call."""
        elapsed = self._clock() - self._born
        for number, trouble in enumerate(troubles):
            if trouble.occasion.concerns(call.operation, elapsed):
                rng = dice(self._seed, type(trouble).__name__, number, call.operation, call.number)
                if happens(rng, trouble.occasion.share):
                    return trouble
        return None

    def _seconds(self, call: _Call) -> float:
        if not call.operation:
            return 0.0
        rng = dice(self._seed, "latency", call.operation, call.number)
        return self._latency(call.operation).draw(rng)

    def _latency(self, operation: str) -> Latency:
        latencies, pace = self._scenario.latencies, self._scenario.pace
        usual = Even(*(pace.verify_latency if operation in VERIFICATIONS else pace.latency))
        return latencies.get(operation) or latencies.get("") or usual


async def _away(outage: Outage, scope: Scope, receive: Receive, send: Send) -> None:
    match outage.absence:
        case Absence.REFUSED:
            await cut(scope, receive)
        case Absence.BLACK_HOLE:
            await vanish(receive)
        case Absence.UNAVAILABLE:
            await page(503)(scope, receive, send)


async def _lose(loss: Loss, scope: Scope, receive: Receive, send: Send) -> None:
    match loss.ending:
        case Ending.DROPPED:
            await cut(scope, receive)
        case Ending.SILENT:
            await vanish(receive)
        case Ending.GATEWAY:
            await page(504)(scope, receive, send)


async def _nowhere(_message: Any) -> None:
    """Where lost answers go."""
