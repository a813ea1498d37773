"""Each save makes what it touches; a mistake leaves the last good files; a browser shows pages, and keeps its place."""

import json
import os
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Event, Timer, active_count
from urllib.error import HTTPError
from urllib.request import Request as Question
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from framework_pdf.build.pipeline import BuildOptions
from framework_pdf.build.preview import server
from framework_pdf.build.preview.server import Preview, serve
from framework_pdf.build.watch import Rebuild, watch_and_rebuild
from framework_pdf.core import workspace
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.products.plan import Request
from tests.html.test_web_browser import opened
from tests.support.folders import TEMPLATES, replace
from tests.support.programs import heed_ctrl_c

pytestmark = [pytest.mark.usefixtures("garden"), pytest.mark.build]
COOK = Path("content/professions/cook.yml")
PAGE = Request(("cook",), products=("booklet",), formats=("html",))


def soon(save: Callable[[], None]) -> None:
    """Save in the midst of watching: before, it would be part of the round that was just made."""
    Timer(0.5, save).start()


def folders() -> workspace.Workspace:
    return workspace.Workspace((Path("content"),), (TEMPLATES,), Path("output"))


def saving(request: Request, saves: list[Callable[[], None]]) -> list[Rebuild]:
    """Watch while things are saved one after another, and return all rounds."""
    with watch_and_rebuild(folders(), request, BuildOptions()) as coming:
        found = [next(coming)]
        for save in saves:
            soon(save)
            found.append(next(coming))
    return found


def test_a_save_makes_what_it_touches() -> None:
    first, second, third = saving(
        Request(("cook",), products=("card",)),
        [
            lambda: replace(COOK, "Taste something", "Smell something"),
            lambda: replace(COOK, "name: cook", "name:  cook"),
        ],
    )
    assert first.built
    assert second.built
    assert third.built
    assert (len(first.built.made), first.changed) == (5, ())
    assert [entry.edition for entry, _ in second.built.made] == ["cook/cards/2-plants.pdf", "cook/cards.pdf"]
    assert [path.name for path in second.changed] == ["cook.yml"]
    assert third.built.made == ()


def test_a_mistake_is_told_and_the_last_good_files_stay() -> None:
    page = Path("output/cook/booklet.html")
    seen: list[bytes] = []

    def saves(*words: str) -> Callable[[], None]:
        def save() -> None:
            seen.append(page.read_bytes())
            replace(COOK, *words)

        return save

    first, wrong, right = saving(PAGE, [saves("plural: Cooks", "plural: ["), saves("plural: [", "plural: Chefs")])
    assert first.built
    assert wrong.built is None
    assert {problem.code for problem in wrong.problems} >= {"broken-yaml"}
    assert wrong.problems[0].location
    assert wrong.problems[0].location.path.name == "cook.yml"
    assert seen[0] == seen[1]
    assert right.built
    assert "Chefs" in page.read_text("utf-8")


@pytest.mark.command
def test_the_command_says_what_it_makes_and_ctrl_c_ends_it(garden: Path) -> None:
    command = [sys.executable, "-u", "-m", "framework_pdf", "watch", "--profession", "cook", "--product", "booklet"]
    process = subprocess.Popen(
        [*command, "--format", "html", "--templates", str(TEMPLATES)],
        cwd=garden,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_ctrl_c,
    )
    assert process.stdout
    assert process.stdout.readline() == "  cook/booklet.html\n"
    assert process.stdout.readline().startswith("1 edition made, in ")
    Event().wait(0.5)
    replace(garden / COOK, "Taste something", "Smell something")
    assert process.stdout.readline() == "saved: content/professions/cook.yml\n"
    assert process.stdout.readline() == "  cook/booklet.html\n"
    process.send_signal(signal.SIGINT)
    _, problems = process.communicate(timeout=30)
    assert (process.returncode, problems) == (0, "")


# In a browser


@pytest.fixture
def shown() -> Iterator[tuple[Preview, str, Iterator[Rebuild]]]:
    """A window in which the cook's cards are shown, its address, and the rounds to come."""
    window = Preview(Path("output"))
    with watch_and_rebuild(folders(), Request(("cook",)), BuildOptions()) as coming, serve(window, 0) as address:
        window.show(next(coming))
        yield window, address, coming


def answer(address: str, host: str | None = None) -> tuple[int, bytes]:
    """Return the code and the body that are answered to a request which names this host."""
    question = Question(address, headers={"Host": host} if host else {})
    try:
        with urlopen(question, timeout=60) as answered:
            return answered.status, answered.read()
    except HTTPError as error:
        return error.code, b""


def reaching(address: str) -> socket.socket:
    """Return a connection to an address."""
    host, _, port = address[7:-1].partition(":")
    return socket.create_connection((host, int(port)), timeout=10)


def test_only_what_was_made_is_served_and_only_here(
    shown: tuple[Preview, str, Iterator[Rebuild]], garden: Path
) -> None:
    _, address, _ = shown
    assert address.startswith("http://127.0.0.1:")
    state = json.loads(answer(f"{address}state")[1])
    assert state["files"][0]["path"] == "cook/booklet.pdf"
    assert answer(f"{address}page/1/cook/booklet.pdf")[1].startswith(b"\x89PNG")
    assert answer(f"{address}file/cook/cards.pdf") == (200, (garden / "output/cook/cards.pdf").read_bytes())
    for nothing in (
        "page/0/cook/booklet.pdf",
        "page/999/cook/booklet.pdf",
        "page/1/cook/no.pdf",
        "file/manifest.json",
        "file/../content/framework.yml",
        "file/%2e%2e/content/framework.yml",
        f"file/{garden}/content/framework.yml",
        "watching.py",
        "style.css/more",
        f"page/{'1' * 4301}/cook/booklet.pdf",
        "page/01/cook/booklet.pdf",
        "page/%D9%A1/cook/booklet.pdf",
    ):
        assert answer(address + nothing)[0] == 404, nothing
    port = address.rsplit(":", 1)[1].strip("/")
    assert answer(f"{address}state", f"localhost:{port}")[0] == 200
    assert answer(f"{address}state", f"somewhere-else.example:{port}")[0] == 403


def test_what_stands_in_the_place_of_a_file_is_not_shown(
    shown: tuple[Preview, str, Iterator[Rebuild]], garden: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing, a folder, other words, a pipe, or a link, even to as many bytes."""
    _, address, _ = shown
    made = garden / "output/cook/cards/1-soil.pdf"
    data = made.read_bytes()
    (garden / "secret").write_bytes(bytes(len(data)))
    made.unlink()
    server._picture.cache_clear()
    for put in (
        lambda: None,
        made.mkdir,
        lambda: made.write_bytes(b"other words"),
        lambda: os.mkfifo(made),
        lambda: made.symlink_to(garden / "secret"),
    ):
        put()
        for name in ("file", "page/1"):
            assert answer(f"{address}{name}/cook/cards/1-soil.pdf")[0] == 404
        assert answer(f"{address}file/cook/cards.pdf")[0] == 200
        if made.is_dir():
            made.rmdir()
        made.unlink(missing_ok=True)
    made.write_bytes(data)
    assert answer(f"{address}page/1/cook/cards/1-soil.pdf")[0] == 200
    assert capfd.readouterr().err == ""


def test_a_browser_that_goes_is_nothing_to_speak_of(
    shown: tuple[Preview, str, Iterator[Rebuild]], capfd: pytest.CaptureFixture[str]
) -> None:
    _, address, _ = shown
    for path in ("", "state", "events", "file/cook/booklet.pdf", "page/1/cook/booklet.pdf") * 3:
        with reaching(address) as gone:
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closing it is a reset
            gone.sendall(f"GET /{path} HTTP/1.1\r\nHost: {address[7:-1]}\r\n\r\n".encode())
    assert answer(address)[0] == 200
    Event().wait(0.5)
    assert capfd.readouterr().err == ""


def test_requests_that_are_never_sent_take_no_more_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE", 1)
    window = Preview(Path("output"))
    before = active_count()
    with serve(window, 0) as address, ExitStack() as stack:
        for _ in range(400):
            half = stack.enter_context(reaching(address))
            with suppress(OSError):  # it was sent away at once
                half.sendall(b"GET / HTTP/1.1\r\nHost:")
        assert active_count() - before <= server.MOST_CONNECTIONS + 1
        slow = stack.enter_context(reaching(address))
        for _ in range(10):
            Event().wait(0.3)
            with suppress(OSError):  # it was ended
                slow.sendall(b"a")
        assert answer(address)[0] == 200
        assert active_count() - before <= 3


def test_a_port_in_use_is_told_as_such() -> None:
    with serve(Preview(Path("output")), 0) as address:
        port = int(address.rsplit(":", 1)[1].strip("/"))
        with pytest.raises(FrameworkPdfError) as told, serve(Preview(Path("output")), port):
            pass
    (problem,) = told.value.diagnostics
    assert (problem.code, f"port {port}" in problem.message, "`--port`" in (problem.hint or "")) == (
        "no-port",
        True,
        True,
    )


def test_pages_are_replaced_where_they_stand(
    shown: tuple[Preview, str, Iterator[Rebuild]],
    browser: Browser,
) -> None:
    window, address, coming = shown
    page: Page = opened(browser, address, viewport={"width": 900, "height": 700})
    cover, left, right = (page.locator(f"img[alt='Page {number} of cook/booklet.pdf']") for number in (1, 2, 3))
    for image in (cover, left, right):
        page.wait_for_function("element => element.naturalWidth > 0", arg=image.element_handle())
    boxes = [box for image in (cover, left, right) if (box := image.bounding_box())]
    assert [box["x"] for box in boxes] == [boxes[1]["x"] + boxes[1]["width"], boxes[1]["x"], boxes[0]["x"]]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] == boxes[2]["y"]
    image = page.locator("img[alt='Page 1 of cook/cards/2-plants.pdf']")
    image.scroll_into_view_if_needed()
    page.wait_for_function("element => element.naturalWidth > 0", arg=image.element_handle())
    before, place = image.get_attribute("src"), page.evaluate("scrollY")
    other = page.locator("img[alt='Page 1 of cook/cards/1-soil.pdf']")
    same = other.get_attribute("src")
    assert place > 0
    soon(lambda: replace(COOK, "Taste something", "Smell something"))
    window.show(next(coming))
    page.wait_for_function(
        "([element, before]) => element.getAttribute('src') !== before", arg=[image.element_handle(), before]
    )
    assert page.evaluate("scrollY") == pytest.approx(place, abs=2)
    assert other.get_attribute("src") == same
    assert "3 editions made, in " in page.locator("#said").inner_text()

    soon(lambda: replace(COOK, "plural: Cooks", "plural: ["))
    window.show(next(coming))
    page.wait_for_selector("#wrong:not([hidden])")
    assert "content/professions/cook.yml:" in page.locator("#wrong").inner_text()
    assert "the last good pages" in page.locator("#said").inner_text()
    assert image.is_visible()
    assert page.evaluate("scrollY") == pytest.approx(place, abs=2)
    soon(lambda: replace(COOK, "plural: [", "plural: Cooks"))
    window.show(next(coming))
    page.wait_for_selector("#wrong", state="hidden")
