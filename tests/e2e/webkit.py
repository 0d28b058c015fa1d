"""WebKitGTK's MiniBrowser on a screen of its own, driven by plain WebDriver (W3C) requests."""

import asyncio
import os
import tempfile
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import httpx

from tests.e2e.browsers import PHONE, Size
from tests.e2e.programs import find_program
from tests.ports import free_port
from tests.push_services.waiting import PATIENCE

MINI_BROWSERS: Final = ("/usr/lib/*/webkit2gtk-4.*/MiniBrowser", "/usr/libexec/webkit2gtk-4.*/MiniBrowser")
# MiniBrowser's toolbar would keep the window wider than a phone.
NARROW_TOOLBAR: Final = "* { min-width: 0; padding: 0; margin: 0; border: 0; font-size: 1px; }"
# The name under which WebDriver hands out elements (W3C WebDriver, "Elements").
ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"


class WebDriverError(Exception):
    """The driver refused a command; the text is its own."""


class WebKit:
    """One browser session; elements are WebDriver's ids."""

    def __init__(self, client: httpx.AsyncClient, session: str) -> None:
        self._client = client
        self._session = session

    async def navigate(self, url: str) -> None:
        await self._post("url", {"url": url})

    async def reload(self) -> None:
        await self._post("refresh", {})

    async def back(self) -> None:
        await self._post("back", {})

    async def url(self) -> str:
        return str(await self._get("url"))

    async def evaluate(self, script: str, *values: object) -> Any:
        """The JSON value that a function body returns, its promise awaited; `values` are its arguments."""
        return await self._post("execute/sync", {"script": script, "args": list(values)})

    async def until(self, script: str, *values: object, seconds: float = PATIENCE) -> Any:
        """The first truthy value of a function body on the page; TimeoutError after `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                while not (found := await self._look(script, *values)):
                    # The page's own policy forbids it to evaluate a look handed in: it is asked from here.
                    await asyncio.sleep(0.05)
                return found
        except TimeoutError:
            there = await self._look("return [location.href, document.readyState, document.body?.innerText]")
            raise TimeoutError(f"{script}: not within {seconds:g} s, at {there}") from None

    async def _look(self, script: str, *values: object) -> Any:
        try:
            return await self.evaluate(script, *values)
        except WebDriverError:
            # Between two pages there is nothing to look at.
            return None

    async def find(self, css: str, *, text: str | None = None, seconds: float = PATIENCE) -> str:
        """The first visible element of a selector, whose text contains `text`, as soon as it is there."""
        script = """
            const [css, text] = arguments;
            return [...document.querySelectorAll(css)].find(
              (one) => one.checkVisibility() && (text === null || one.textContent.includes(text)));
        """
        found = await self.until(script, css, text, seconds=seconds)
        return str(found[ELEMENT])

    async def text(self, element: str) -> str:
        return str(await self._get(f"element/{element}/text"))

    async def click(self, element: str) -> None:
        await self._post(f"element/{element}/click", {})

    async def screenshot(self) -> str:
        """The page as PNG in base64."""
        return str(await self._get("screenshot"))

    async def resize(self, viewport: Size) -> None:
        """Make the window so large that the page itself has the given size."""
        await self._post("window/rect", viewport)
        inner = await self.evaluate("return [innerWidth, innerHeight]")
        grown = {
            "width": 2 * viewport["width"] - inner[0],
            "height": 2 * viewport["height"] - inner[1],
        }
        await self._post("window/rect", grown)

    async def quit(self) -> None:
        await answer(await self._client.delete(f"/session/{self._session}"))

    async def _get(self, path: str) -> Any:
        return await answer(await self._client.get(f"/session/{self._session}/{path}"))

    async def _post(self, path: str, body: Mapping[str, object]) -> Any:
        return await answer(await self._client.post(f"/session/{self._session}/{path}", json=body))


async def answer(response: httpx.Response) -> Any:
    value = response.json()["value"]
    if response.is_error:
        raise WebDriverError(f"{value['error']}: {value['message']}")
    return value


async def read_line(descriptor: int) -> str:
    """The first line that arrives on a pipe; the pipe is closed."""
    reader = asyncio.StreamReader()
    pipe = os.fdopen(descriptor, "rb", 0)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), pipe
    )
    try:
        async with asyncio.timeout(PATIENCE):
            return (await reader.readline()).decode().strip()
    finally:
        transport.close()


async def end(process: Process) -> None:
    process.terminate()
    await process.wait()


@asynccontextmanager
async def open_screen() -> AsyncIterator[str]:
    """Run Xvfb on a free display; gives the display's name."""
    program = find_program("Xvfb", package="xvfb")
    read, write = os.pipe()
    server = await asyncio.create_subprocess_exec(
        program,
        *("-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"),
        pass_fds=(write,),
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    os.close(write)
    try:
        yield f":{await read_line(read)}"
    finally:
        await end(server)


@asynccontextmanager
async def open_driver(environment: Mapping[str, str]) -> AsyncIterator[httpx.AsyncClient]:
    """Run WebKitWebDriver on a free port; gives a client of it."""
    program = find_program("WebKitWebDriver", package="webkit2gtk-driver")
    port = free_port()
    driver = await asyncio.create_subprocess_exec(
        program, "--host=127.0.0.1", f"--port={port}", env=environment, stdout=DEVNULL, stderr=DEVNULL
    )
    # The driver tells nobody when it listens: the transport tries again, at 0, 0.5, 1, 2, 4 ... seconds.
    patient = httpx.AsyncHTTPTransport(retries=7)
    address = f"http://127.0.0.1:{port}"
    try:
        async with httpx.AsyncClient(base_url=address, timeout=2 * PATIENCE, transport=patient) as client:
            yield client
    finally:
        await end(driver)


@asynccontextmanager
async def open_webkit(*, viewport: Size = PHONE) -> AsyncIterator[WebKit]:
    """Give a started MiniBrowser with an empty profile; it speaks en-US and has no push."""
    with tempfile.TemporaryDirectory(prefix="webkit-", ignore_cleanup_errors=True) as home:
        style = Path(home) / "gtk-3.0" / "gtk.css"
        style.parent.mkdir()
        style.write_text(NARROW_TOOLBAR)
        async with open_screen() as display, open_driver(environment(home, display)) as client:
            session = await answer(await client.post("/session", json=capabilities()))
            browser = WebKit(client, session["sessionId"])
            try:
                await browser.resize(viewport)
                yield browser
            finally:
                await browser.quit()


def environment(home: str, display: str) -> dict[str, str]:
    folders = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")
    return {
        **os.environ,
        "HOME": home,
        **dict.fromkeys(folders, home),
        "DISPLAY": display,
        "GDK_BACKEND": "x11",
        "NO_AT_BRIDGE": "1",
    }


def capabilities() -> dict[str, object]:
    program = find_program("MiniBrowser", package="webkit2gtk-driver", also=MINI_BROWSERS)
    wanted = {
        "timeouts": {"script": int(2000 * PATIENCE), "pageLoad": int(1000 * PATIENCE)},
        "webkitgtk:browserOptions": {"binary": program, "args": ["--automation"]},
    }
    return {"capabilities": {"alwaysMatch": wanted}}
