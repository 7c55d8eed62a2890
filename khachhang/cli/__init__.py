"""The terminal face: one subcommand per operation. Results on stdout, messages on stderr; see docs/cli.md.

Exit status: 0 done, 1 nothing found or nothing to do, 2 the person can act (one line says what), 3 a bug.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

from khachhang import messages
from khachhang.cli.arguments import parse
from khachhang.cli.commands import COMMANDS
from khachhang.errors import Cancelled, UserError

DONE, NOTHING, PERSON_CAN_ACT, BUG = 0, 1, 2, 3


def main(argv: Sequence[str]) -> int:
    """Run one subcommand and return its exit status."""
    _speak_utf8()
    arguments = parse(argv)
    try:
        return COMMANDS[arguments.command](arguments)
    except UserError as error:
        print(messages.sentence(error.code, error.params, lang=arguments.lang), file=sys.stderr)
        return PERSON_CAN_ACT
    except (Cancelled, KeyboardInterrupt):
        print(messages.sentence("cancelled", section="cli", lang=arguments.lang), file=sys.stderr)
        return PERSON_CAN_ACT
    except BrokenPipeError:
        return DONE
    except Exception:  # the boundary of the process: a bug is told as one
        traceback.print_exc()
        return BUG


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console of the system says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
