"""The reading child: takes one file on its standard input, gives rows on its standard output, and holds nothing else worth taking.

No keys, no database, a fresh environment, limits on memory, processor time and files. Started by `reading`; a frozen build starts
itself with `--read-workbook-child` (see `main.py`), everything else runs `python -I -c`.
"""

from __future__ import annotations

import base64
import contextlib
import gc
import io
import sys
from typing import Any, BinaryIO

import orjson

from khachhang.errors import UserError
from khachhang.workbooks.output import Output
from khachhang.workbooks.sheets import Limits
from khachhang.workbooks.sniffing import Container, container_of
from khachhang.workbooks.wire import LENGTH_BYTES, frame


def main() -> int:
    """Read one file from standard input: a JSON frame with the task, then the bytes."""
    # A windowed build on Windows has no sys.stdin and no sys.stdout, but the pipes are there.
    source = sys.stdin.buffer if sys.stdin is not None else open(0, "rb", closefd=False)  # noqa: SIM115
    target = sys.stdout.buffer if sys.stdout is not None else open(1, "wb", closefd=False)  # noqa: SIM115
    task = orjson.loads(source.read(int.from_bytes(source.read(LENGTH_BYTES), "big")))
    limits = Limits(**task["limits"])
    gc.disable()  # a short life making only plain rows: the collector would cost half as much as reading does
    restrict(limits)
    data = source.read(task["size"])
    if task["kind"] == "annotate":
        annotate(data, task, limits, target)
    else:
        run(data, task["password"], limits, target)
    return 0


def run(data: bytes, password: str | None, limits: Limits, target: BinaryIO) -> None:
    """Read the file and write the answer; what the person can act on becomes an `error` message, anything else kills the child."""
    out = Output(target, limits)
    try:
        read(data, password, limits, out)
    except UserError as error:
        out.error(error)
    except MemoryError:
        out.error(UserError("workbook_too_large", reason="memory"))
    target.flush()


def read(data: bytes, password: str | None, limits: Limits, out: Output) -> None:
    """Read the file by what its bytes say it is. Each format's libraries are loaded only for it."""
    container = container_of(data)
    if container in (Container.ZIP, Container.CFB) and len(data) > limits.file_bytes:
        raise UserError("workbook_too_large", reason="file")
    match container:
        case Container.EMPTY:
            raise UserError("workbook_empty")
        case Container.ZIP:
            from khachhang.workbooks.excel import read_zip

            read_zip(data, out, limits)
        case Container.CFB:
            from khachhang.workbooks.compound import read_compound

            read_compound(data, password, out, limits)
        case Container.TEXT:
            from khachhang.workbooks.delimited import read_delimited

            read_delimited(data, out)
        case Container.VCARD:
            from khachhang.workbooks.vcards import read_vcards

            read_vcards(data, out)
        case Container.HTML:
            from khachhang.workbooks.web_pages import read_web_page

            read_web_page(data, out, limits)
        case _:
            raise UserError("not_a_workbook", reason=container.value)


def annotate(data: bytes, task: dict[str, Any], limits: Limits, target: BinaryIO) -> None:
    """Write the annotated workbook as base64 frames; `error` (or death) when its formatting cannot be kept."""
    from khachhang.workbooks.annotating_child import annotated, chunks

    try:
        for chunk in chunks(annotated(data, task, limits), 1 << 20):
            target.write(frame({"k": "file", "b64": base64.b64encode(chunk).decode("ascii")}))
        target.write(frame({"k": "done"}))
    except UserError as error:
        Output(target, limits).error(error)
    target.flush()


def restrict(limits: Limits) -> None:
    """Limit this process where the system can: memory, processor seconds, no files written, no core file."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        return
    wanted = (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, int(limits.seconds) + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, value in wanted:
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some of them
            resource.setrlimit(kind, (value, value))


def read_in_process(data: bytes, password: str | None, limits: Limits) -> bytes:
    """Return the answer as bytes, without a child: for tests and benchmarks only, never for a person's file."""
    target = io.BytesIO()
    run(data, password, limits, target)
    return target.getvalue()


if __name__ == "__main__":
    sys.exit(main())
