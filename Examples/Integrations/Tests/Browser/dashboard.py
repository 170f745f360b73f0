"""Clicks through the dashboard in headless Chromium, with a mouse and with the keyboard, wide and narrow.

Arguments: the dashboard's address, a folder for screenshots, and a command that starts another run.
"""

import pathlib
import shlex
import subprocess
import sys

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

address, folder, run = sys.argv[1], pathlib.Path(sys.argv[2]), shlex.split(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)

options = webdriver.ChromeOptions()
for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,900"):
    options.add_argument(flag)
options.binary_location = "/usr/bin/chromium"
options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
wait = WebDriverWait(browser, 60)


def shoot(name):
    height = browser.execute_script("return document.documentElement.scrollHeight")
    browser.set_window_size(browser.get_window_size()["width"], min(max(height, 600), 3000))
    browser.save_screenshot(str(folder / f"{name}.png"))


def text():
    return browser.find_element(By.TAG_NAME, "body").text


def width_fits():
    return browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")


try:
    # The status: both runs, as bars and as lines.
    browser.get(address)
    assert "Success on" in text(), text()
    assert len(browser.find_elements(By.CSS_SELECTOR, "svg g")) >= 2
    shoot("1-status")

    # Search, an item, its comparison.
    browser.find_element(By.LINK_TEXT, "Items").click()
    rows = browser.find_elements(By.CSS_SELECTOR, "tbody tr")
    assert rows, text()
    sku = rows[0].find_elements(By.TAG_NAME, "td")[1].text
    box = browser.find_element(By.ID, "q")
    box.send_keys(sku, Keys.ENTER)
    wait.until(lambda b: "q=" in b.current_url)
    assert sku in text()
    shoot("2-search")
    browser.find_element(By.CSS_SELECTOR, "tbody a").click()
    assert "beside the destination" in text()
    shoot("3-item")
    browser.find_element(By.LINK_TEXT, "Activity").click()
    shoot("4-activity")

    # The keyboard alone: from the top of the page to the button, which asks for a resync.
    browser.get(address)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "To the content"
    for _ in range(40):
        if browser.switch_to.active_element.tag_name == "select":
            break
        browser.switch_to.active_element.send_keys(Keys.TAB)
    active = browser.switch_to.active_element
    assert active.get_attribute("id") == "feed", active.get_attribute("outerHTML")
    Select(active).select_by_visible_text("products")
    active.send_keys(Keys.TAB)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    wait.until(lambda b: "The next run sends" in text())
    shoot("5-resync")

    # A run begins elsewhere; the page follows it by itself.
    browser.get(address)
    before = len(browser.find_elements(By.CSS_SELECTOR, "tbody tr"))
    process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait.until(lambda b: "In progress" in text() and b.find_element(By.ID, "live-bar").is_displayed())
    browser.save_screenshot(str(folder / "6-running.png"))
    assert process.wait() == 0
    wait.until(lambda b: len(b.find_elements(By.CSS_SELECTOR, "tbody tr")) > before)
    assert "Success on" in text()
    shoot("7-after")

    # A phone.
    browser.set_window_size(500, 900)
    for page, name in (("/", "8-phone-status"), ("/items", "9-phone-items")):
        browser.get(address + page)
        assert width_fits(), f"{page} is wider than a phone"
        shoot(name)

    problems = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE" and "favicon" not in entry["message"]]
    assert not problems, problems
    print("the dashboard was clicked through; screenshots:", folder)
finally:
    browser.quit()
