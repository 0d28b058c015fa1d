"""The smallest build of the app: the project's own shell, and a manifest that names its chunks."""

import json
from pathlib import Path
from typing import Final

from backend.wiring import PWA_FOLDER

SHELL: Final = (PWA_FOLDER.parent / "index.html").read_bytes()
MANIFEST: Final = {
    "index.html": {"file": "assets/index-A1b2C3d4.js", "imports": ["_words.js"], "css": ["assets/index.css"]},
    "_words.js": {"file": "assets/words-A1b2C3d4.js", "css": ["assets/words.css"]},
    "_place.js": {"file": "assets/place-A1b2C3d4.js", "imports": ["_words.js"], "css": ["assets/place.css"]},
    "src/pages/booth.tsx": {
        "file": "assets/booth-A1b2C3d4.js",
        "imports": ["index.html", "_place.js"],
        "css": ["assets/booth.css"],
    },
    "src/pages/agenda/index.tsx": {"file": "assets/agenda-A1b2C3d4.js", "imports": ["index.html"]},
}


def write_build(folder: Path) -> Path:
    """Write the build and return its folder."""
    (folder / ".vite").mkdir(parents=True)
    (folder / "index.html").write_bytes(SHELL)
    (folder / ".vite" / "manifest.json").write_text(json.dumps(MANIFEST))
    return folder
