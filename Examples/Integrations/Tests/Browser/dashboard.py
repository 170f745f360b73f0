"""Clicks through the dashboard in headless Chromium, with a mouse and with the keyboard, wide and narrow.

Arguments: the dashboard's address, a folder for screenshots, and a command that starts another run. PIM_URL is the
address of the sandbox behind it.
"""

import base64
import json
import os
import pathlib
import shlex
import subprocess
import sys
import urllib.parse
import urllib.request

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
    """Keeps a picture of the whole page."""
    picture = browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
    (folder / f"{name}.png").write_bytes(base64.b64decode(picture["data"]))


def text():
    return browser.find_element(By.TAG_NAME, "body").text


def become(width, height, phone):
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def change(product, fields):
    """Changes a product in the sandbox."""
    url = f"{os.environ['PIM_URL']}/_sandbox/products/{product}"
    request = urllib.request.Request(url, json.dumps(fields).encode(), method="PATCH")
    urllib.request.urlopen(request, timeout=60).close()


try:
    # The status: both runs, as bars and as lines.
    browser.get(address)
    assert "Success on" in text(), text()
    assert len(browser.find_elements(By.CSS_SELECTOR, "svg g")) >= 2
    shoot("1-status")

    # Search by SKU, an item, its comparison.
    browser.find_element(By.LINK_TEXT, "Items").click()
    for column in ("Name", "SKU", "Type", "Price", "Visible", "Last exported", "Last modified", "State", "Id"):
        assert column in text(), column
    box = browser.find_element(By.ID, "q")
    box.send_keys("WH-TNT-LARCH3", Keys.ENTER)
    wait.until(lambda b: "q=" in b.current_url)
    shoot("2-search")
    browser.find_element(By.CSS_SELECTOR, "tbody a").click()
    assert "WH-TNT-LARCH3" in text() and "beside the destination" in text()
    assert not browser.find_elements(By.CSS_SELECTOR, ".mark")
    item = browser.current_url

    # What changed in the PIM is marked, and HTML in texts is shown as it is written.
    key = urllib.parse.parse_qs(urllib.parse.urlparse(item).query)["key"][0]
    html = "<img src=x onerror=\"document.title='broken'\"><script>document.title = 'broken'</script>"
    name = [{"locale": locale, "scope": None, "data": html} for locale in ("de_DE", "en_US")]
    change(key.split(":")[1], {"enabled": False, "values": {"name": name}})
    browser.get(item)
    assert len(browser.find_elements(By.CSS_SELECTOR, "tr.differs .mark")) >= 2
    assert "<script>" in text() and browser.title != "broken"
    assert not browser.find_elements(By.CSS_SELECTOR, "main img, main script")
    shoot("3-item")
    browser.find_element(By.LINK_TEXT, "Activity").click()
    assert "create: done" in text(), text()[:500]
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
    shoot("6-running")
    assert process.wait() == 0
    wait.until(lambda b: len(b.find_elements(By.CSS_SELECTOR, "tbody tr")) > before)
    assert "Success on" in text()
    shoot("7-after")

    # A phone, and the dark.
    become(390, 844, True)
    for page, name in (("/", "status"), ("/items", "items"), (item[len(address) :], "item"), ("/activity", "activity")):
        browser.get(address + page)
        wide = browser.execute_script("return document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{page} is wider than a phone"
        shoot(f"8-phone-{name}")
    become(1200, 900, False)
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    )
    browser.get(address)
    shoot("9-dark")

    log = browser.get_log("browser")
    problems = [entry for entry in log if entry["level"] == "SEVERE" and "favicon" not in entry["message"]]
    assert not problems, problems
    print("the dashboard was clicked through; screenshots:", folder)
finally:
    browser.quit()
