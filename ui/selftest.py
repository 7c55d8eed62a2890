"""`--selftest`: prove that a build works: make a vault, import a sample, search, export, and open the window, all offscreen."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from khachhang.operations import customers, exports, imports, samples, vaults


def selftest() -> int:
    """Return 0 when everything works; anything that does not raises."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        found = _core(Path(folder))
        _window(Path(folder))
    if sys.stdout is not None:
        print(f"selftest: {found} customers found")
    return 0


def _core(folder: Path) -> int:
    opened, _code = vaults.create(folder / "thu.khachhang", vaults.suggest_password(), name="Thử")
    sample = samples.OWN_FILES[0]
    look = imports.inspect_file(sample.path, opened=opened)
    imports.commit(opened, imports.stage(opened, look, [imports.TableChoice(t, t.mapping) for t in look.tables], sample.source))
    query = customers.CustomerQuery(text="lan 678")
    found = customers.count(opened, query)
    outcome = exports.export(opened, folder / "thu.xlsx", query, ["full_name", "phones"])
    if not found or outcome.params["n"] != found or not (folder / "thu.xlsx").stat().st_size:
        raise RuntimeError(f"{found} found, {outcome.params} exported")
    vaults.close(opened)
    return found


def _window(folder: Path) -> None:
    from ui.app import make_application, make_window, memory_settings

    app = make_application(["selftest"])
    window = make_window(app, memory_settings(str(folder / "settings.ini")))
    window.show()
    picture = window.grab()
    window.close()
    window.jobs.stop()
    if picture.isNull() or picture.width() < 1000:
        raise RuntimeError("the window does not draw itself")
