"""The terminal face: one subcommand per operation. Results on stdout, messages on stderr; see docs/cli.md.

Exit status: 0 done, 1 nothing found or nothing to do, 2 the person can act (one line says what), 3 a bug.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

from khachhang import messages
from khachhang.cli.arguments import parse
from khachhang.errors import Cancelled, UserError

DONE, NOTHING, PERSON_CAN_ACT, BUG = 0, 1, 2, 3


def main(argv: Sequence[str]) -> int:
    """Run one subcommand and return its exit status."""
    _speak_utf8()
    arguments = parse(_whole_options(argv))
    try:
        from khachhang.cli.commands import COMMANDS  # the database and all else: --help, --version and a wrong option need none of it

        return COMMANDS[arguments.command](arguments)
    except UserError as error:
        print(messages.sentence(error.code, error.params, lang=arguments.lang), file=sys.stderr)
        return PERSON_CAN_ACT
    except (Cancelled, KeyboardInterrupt):
        print(messages.sentence("cancelled", section="cli", lang=arguments.lang), file=sys.stderr)
        return PERSON_CAN_ACT
    except BrokenPipeError:
        return DONE
    except Exception:  # noqa: BLE001  the boundary of the process: a bug is told as one
        traceback.print_exc()
        return BUG


def _whole_options(argv: Sequence[str]) -> list[str]:
    """Join "--sort -debt" into "--sort=-debt": argparse takes a value that begins with "-" for an option."""
    joined: list[str] = []
    for word in argv:
        if joined and joined[-1] == "--sort" and word.startswith("-") and not word.startswith("--"):
            joined[-1] = f"--sort={word}"
        else:
            joined.append(word)
    return joined


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console of the system says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
