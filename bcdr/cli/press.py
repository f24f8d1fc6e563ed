"""Documents drawn as PDF, several at once: on as many cores as there are."""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bcdr.render.look import Look
    from bcdr.report.document import Document

Drawn = Callable[[str], bytes]


@contextmanager
def pressed(documents: Mapping[str, "Document"], look: "Look") -> Iterator[Drawn]:
    """Begin to draw all documents; what comes out gives the bytes of one by its name, and waits for them.

    With one core or one document they are drawn here, one after the other, when they are asked for. Leaving early, by
    an error or by Ctrl-C, ends what is being drawn.
    """
    number = workers(len(documents))
    if number == 1:
        yield lambda name: drawn(documents[name], look)
        return
    with ProcessPoolExecutor(number, initializer=_deaf) as pool:
        # the longest first: it must not begin when the others are done
        order = sorted(documents, key=lambda name: -len(repr(documents[name].sections)))
        futures: dict[str, Future[bytes]] = {name: pool.submit(drawn, documents[name], look) for name in order}
        try:
            yield lambda name: futures[name].result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in active_children():
                child.terminate()
            raise


def _deaf() -> None:
    """Ctrl-C reaches every process of a terminal: a drawing one that dies of it would leave the others waiting."""
    signal(SIGINT, SIG_IGN)


def workers(documents: int) -> int:
    """How many processes draw that many documents: one for each core that this process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(documents, cores))


def drawn(document: "Document", look: "Look") -> bytes:
    """One document as PDF."""
    from bcdr.render.pdf import pdf

    return pdf(document, look)
