"""The chat page as a person uses it: by keyboard, by mouse, on a phone, in the dark, with a bad connection."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from bot import paths
from tests.browser.conftest import Site

OpenWindow = Callable[..., Chrome]
SCREENSHOTS = paths.VAR / "screenshots"


def test_ask_by_keyboard(site: Site, browser: OpenWindow) -> None:
    window = _open(browser(), site.url)
    assert "Kreislotse" in window.title
    assert "ein Auskunftsprogramm" in _answers(window, 1)[0]
    assert window.switch_to.active_element.get_attribute("id") == "text"
    _type(window, "Was kostet ein Perso?")
    assert "46,00 €" in _answers(window, 2)[1]
    assert window.switch_to.active_element.get_attribute("id") == "text"
    links = {link.get_attribute("href") for link in window.find_elements(By.CSS_SELECTOR, ".bot a")}
    assert {"tel:+49259412000", "mailto:buergerbuero@example.org", "https://www.example.org/termin"} <= links
    foot = window.find_element(By.CSS_SELECTOR, ".sources").text
    assert "PAuswGebV" in foot
    assert "Stand 01.01.2025" in foot
    assert "noch nicht bestätigt" in foot
    assert _no_errors(window)


def test_buttons_and_feedback(site: Site, browser: OpenWindow) -> None:
    window = _open(browser(), site.url)
    _answers(window, 1)
    _type(window, "Ausweis")
    _answers(window, 2)
    window.find_element(By.XPATH, "//button[text()='Personalausweis']").click()
    assert "46,00 €" in _answers(window, 3)[2]
    assert site.peer.texts[-1] == '/choose{"service": "personalausweis"}'
    up = window.find_elements(By.CSS_SELECTOR, ".feedback button")[-2]
    up.click()
    assert up.get_attribute("aria-pressed") == "true"
    _until(window, lambda: "Danke" in window.find_element(By.ID, "status").text)
    assert _no_errors(window)


def test_suggestions_vanish_after_use(site: Site, browser: OpenWindow) -> None:
    window = _open(browser(), site.url)
    _answers(window, 1)
    chip = window.find_element(By.CSS_SELECTOR, "#suggestions button")
    text = chip.text
    chip.click()
    _answers(window, 2)
    assert site.peer.texts[-1] == text
    assert not window.find_element(By.ID, "suggestions").is_displayed()


def test_nothing_from_the_server_becomes_markup(site: Site, browser: OpenWindow) -> None:
    window = _open(browser(), site.url)
    _answers(window, 1)
    _type(window, "<script>alert(1)</script>")
    text = _answers(window, 2)[1]
    assert text.startswith("<b>fett</b> <img src=x onerror=alert(1)>")
    bubble = window.find_elements(By.CSS_SELECTOR, ".bot")[-1]
    assert bubble.find_elements(By.CSS_SELECTOR, "a, b, img") == []
    assert window.find_elements(By.CSS_SELECTOR, ".me script") == []
    assert _no_errors(window)


def test_the_place(site: Site, browser: OpenWindow) -> None:
    window = _open(browser(), site.url + "?municipality=kreis-coesfeld")
    _answers(window, 1)
    assert site.peer.received[0]["metadata"]["municipality"] == "kreis-coesfeld"
    assert window.find_element(By.ID, "municipality").get_attribute("value") == "kreis-coesfeld"


def test_choosing_a_place_is_a_turn(site: Site, browser: OpenWindow) -> None:
    window = _open(browser(), site.url)
    _answers(window, 1)
    Select(window.find_element(By.ID, "municipality")).select_by_value("kreis-coesfeld")
    _answers(window, 2)
    assert site.peer.texts[-1] == '/choose{"municipality": "kreis-coesfeld"}'


def test_a_reload_resumes_the_conversation(site: Site, browser: OpenWindow) -> None:
    window = _open(browser(), site.url)
    _answers(window, 1)
    _type(window, "Perso")
    _answers(window, 2)
    window.refresh()
    assert "46,00 €" in _answers(window, 2)[1]
    _type(window, "Perso")
    _answers(window, 3)
    assert len({message["sender"] for message in site.peer.received}) == 1


def test_a_lost_connection_doubles_nothing(site: Site, browser: OpenWindow) -> None:
    window = _open(browser(), site.url)
    _answers(window, 1)
    port = site.go_down()
    _type(window, "Perso")
    _until(window, lambda: "noch einmal" in window.find_element(By.ID, "status").text)
    site.come_back(port)
    assert "46,00 €" in _answers(window, 2)[1]
    assert site.peer.texts.count("Perso") == 1
    assert len(window.find_elements(By.CSS_SELECTOR, ".me")) == 1


def test_delete(site: Site, browser: OpenWindow) -> None:
    window = _open(browser(), site.url)
    _answers(window, 1)
    _type(window, "Perso")
    _answers(window, 2)
    window.find_element(By.ID, "delete").click()
    window.find_element(By.ID, "confirm-yes").click()
    _until(window, lambda: "gelöscht" in window.find_element(By.ID, "status").text)
    assert len(_answers(window, 1)) == 1
    assert len({message["sender"] for message in site.peer.received}) == 2
    assert window.find_elements(By.CSS_SELECTOR, ".me") == []
    assert _no_errors(window)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (1100, 850)])
def test_it_fits_and_can_be_touched(site: Site, browser: OpenWindow, width: int, height: int) -> None:
    window = _open(browser(width, height), site.url)
    _answers(window, 1)
    _type(window, "Perso")
    _answers(window, 2)
    assert window.execute_script("return document.documentElement.scrollWidth") <= width
    small = window.execute_script(
        "return [...document.querySelectorAll('button, select, textarea, .links a')].filter(e => e.offsetParent)"
        ".map(e => [e.textContent, e.getBoundingClientRect()]).filter(([t, r]) => r.height < 43.9 || r.width < 43.9)"
        ".map(([t, r]) => t + ' ' + r.width + 'x' + r.height)"
    )
    assert small == []


@pytest.mark.parametrize("device", ["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_screenshots(site: Site, browser: OpenWindow, device: str, dark: bool) -> None:
    width, height = (360, 780) if device == "phone" else (1100, 850)
    name = f"{device}-dark" if dark else device
    window = _open(browser(width, height, dark), site.url)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    _answers(window, 1)
    time.sleep(0.3)
    window.save_screenshot(str(SCREENSHOTS / f"{name}-greeting.png"))
    _type(window, "Was kostet ein Perso in Dülmen?")
    _answers(window, 2)
    time.sleep(0.3)
    assert window.save_screenshot(str(SCREENSHOTS / f"{name}.png"))


def _open(window: Chrome, url: str) -> Chrome:
    window.get(url)
    return window


def _type(window: Chrome, text: str) -> None:
    window.find_element(By.ID, "text").send_keys(text + Keys.ENTER)


def _answers(window: Chrome, count: int) -> list[str]:
    """The texts of the answers once there are `count` of them."""
    _until(window, lambda: len(window.find_elements(By.CSS_SELECTOR, ".bot")) >= count)
    return [bubble.text for bubble in window.find_elements(By.CSS_SELECTOR, ".bot .text")]


def _until(window: Chrome, condition: Callable[[], bool]) -> None:
    WebDriverWait(window, 15, poll_frequency=0.1).until(lambda _: condition())


def _no_errors(window: Chrome) -> bool:
    messages = [entry for entry in window.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
    assert messages == []
    return True
