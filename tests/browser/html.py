#!/usr/bin/env python3
"""Opens the HTML report in a real browser and uses it: python3 tests/browser/html.py MINSPEC [--screenshot FILE]

Needs Chromium and its driver (Debian: chromium, chromium-driver), and nothing but Python's own library.
"""

import argparse
import base64
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

EVIL = "<img src=x onerror=alert(1)><script>document.title='owned'</script>"
HEADER = ["name", "cpu", "clock (MHz)", "cores", "memory (MB)", "disk (GB)", "price"]
MACHINES = [
    [EVIL, "Pentium II 350", 350, 1, 256, 4.3, "$1,299.50"],
    ["rack \"A\" & 'B'", "Pentium III 733", 733, 2, 512, 20, "450"],
    ["old-486", "486DX2/66", 66, 1, 16, 0.5, "35"],
    ["k6-desk", "K6-2 300", 300, 1, 128, 4, ""],
    ["silent", "", "", "", "", "", "900"],
    ["mail-10", "Pentium Pro 200", 200, 2, 96, 4, "1200"],
    ["mail-9", "Pentium Pro 200", 200, 2, 256, 9, "1100"],
]
NAMES = [row[0] for row in MACHINES]
EDITIONS = ["backoffice/4.5", "windows-server/2003-standard"]
CHROMIUM = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --hide-scrollbars --window-size=1200,900""".split()


# No proxy stands between this and the driver.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Browser:
    """A session of Chromium, driven over plain HTTP."""

    def __init__(self, profile):
        self.driver = subprocess.Popen(["/usr/bin/chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        for line in self.driver.stdout:
            if started := re.search(r"successfully on port (\d+)", line):
                self.base = f"http://127.0.0.1:{started[1]}/session"
                break
        else:
            sys.exit("chromedriver did not start")
        options = {"args": [*CHROMIUM, f"--user-data-dir={profile}"], "binary": "/usr/bin/chromium"}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        try:
            session = self.call("POST", "", {"capabilities": {"alwaysMatch": wanted}})
        except BaseException:
            self.driver.terminate()
            raise
        self.base += "/" + session["sessionId"]

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        with DIRECT.open(request, timeout=120) as answer:
            return json.load(answer)["value"]

    def run(self, script, *arguments):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def cdp(self, command, **parameters):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, address):
        self.call("POST", "/url", {"url": address})

    def element(self, selector):
        return next(iter(self.call("POST", "/element", {"using": "css selector", "value": selector}).values()))

    def click(self, selector):
        self.call("POST", f"/element/{self.element(selector)}/click", {})

    def type(self, selector, text):
        self.call("POST", f"/element/{self.element(selector)}/value", {"text": text})

    def log(self, kind):
        return self.call("POST", "/se/log", {"type": kind})

    def close(self):
        try:
            self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()


def equal(what, found, expected):
    if found != expected:
        sys.exit(f"FAILED: {what}\n  found    {found!r}\n  expected {expected!r}")
    print(f"ok: {what}")


def is_true(what, holds, found=""):
    equal(f"{what} {found}".rstrip(), bool(holds), True)


# The names in the matrix that can be seen, from top to bottom.
ROWS = """return [...document.querySelectorAll('#matrix tbody tr')]
    .filter((row) => row.getClientRects().length > 0).map((row) => row.cells[0].textContent)"""
COUNT = "return document.getElementById('count').textContent"

# The least contrast of the words of each verdict, and of quiet text, with what is behind them.
CONTRAST = """
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgba = (color) => {
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (color) => rgba(color).slice(0, 3).map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);
    const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const color = getComputedStyle(at).backgroundColor;
            if (rgba(color)[3] === 255) return color;
        }
        return 'white';
    };
    const contrast = (element) => {
        const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
        return (a + 0.05) / (b + 0.05);
    };
    const least = (selector) => Math.min(...[...document.querySelectorAll(selector)].map(contrast));
    return Object.fromEntries(['td.pass', 'td.unknown', 'td.fail', 'b.fail', 'small', '.note', 'a', 'thead th']
        .map((selector) => [selector, least(selector)]))"""


def the_page_is_closed(browser, address):
    """Nothing is loaded, nothing of the input runs, and nothing is complained of."""
    equal("the title is the page's own", browser.call("GET", "/title"), f"{len(MACHINES)} machines, 2 editions")
    try:
        equal("no dialogue", browser.call("GET", "/alert/text"), None)
    except urllib.error.HTTPError as error:
        equal("no dialogue", json.load(error)["value"]["error"], "no such alert")
    equal("no image, and one script", browser.run(
        "return [document.images.length, document.scripts.length]"), [0, 1])
    equal("the name is text", browser.run("return document.querySelector('#matrix tbody th').textContent"), EVIL)
    policy = browser.run("return document.querySelector('meta[http-equiv=\"Content-Security-Policy\"]').content")
    is_true("a policy", re.match(r"default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+';", policy))
    browser.run("const s = document.createElement('script'); s.textContent = \"document.title = 'owned'\";"
                "document.body.append(s); s.remove()")
    is_true("a script that gets in does not run", browser.call("GET", "/title") != "owned")
    told = [entry["message"] for entry in browser.log("browser")]
    equal("the policy refused it, and nothing else was told", [len(told), "Content Security" in told[0]], [1, True])
    messages = [json.loads(entry["message"])["message"] for entry in browser.log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    equal("only the page was asked for", sorted({u for u in asked if not u.startswith("data:")}), [address])


def filters_work(browser):
    equal("all rows", browser.run(ROWS), NAMES)
    browser.type("#words", "MAIL")
    equal("rows by name", browser.run(ROWS), ["mail-10", "mail-9"])
    equal("told", browser.run(COUNT), f"2 of {len(NAMES)} machines")
    equal("their sections", browser.run("return [...document.querySelectorAll('section[id^=m]')]"
                                        ".filter((s) => !s.hidden).length"), 2)
    browser.click("#verdict option[value=fail]")
    equal("rows by name and verdict", browser.run(ROWS), ["mail-10"])
    browser.type("#words", "\ue003" * 4)
    equal("rows by verdict", browser.run(ROWS), ["old-486", "mail-10"])
    browser.click("#verdict option[value=unknown]")
    equal("unknown rows", browser.run(ROWS), ["k6-desk", "silent"])
    browser.click("#verdict option[value='']")
    equal("all rows again", [browser.run(ROWS), browser.run(COUNT)], [NAMES, f"{len(NAMES)} of {len(NAMES)} machines"])
    equal("told to those who do not see", browser.run("return document.getElementById('count').ariaLive"), "polite")


def sorting_works(browser):
    def button(column):
        return f"#matrix thead th:nth-child({column}) button"

    def first(column, rows=1):
        browser.click(button(column))
        return browser.run(ROWS)[:rows]

    names = [EVIL, "k6-desk", "mail-9", "mail-10", "old-486", "rack \"A\" & 'B'", "silent"]
    equal("by name", first(1, 9), names)
    equal("by name, backwards", first(1, 9), names[::-1])
    prices = ["old-486", "rack \"A\" & 'B'", "silent", "mail-9", "mail-10", EVIL]
    equal("by price, what has none last", first(2, 9), [*prices, "k6-desk"])
    equal("by price, backwards", first(2, 9), [*prices[::-1], "k6-desk"])
    equal("by verdict, fails first", set(first(3, 2)), {"old-486", "mail-10"})
    state = "return [...document.querySelectorAll('#matrix thead th')].map((th) => th.ariaSort)"
    equal("told to those who do not see", browser.run(state), ["none", "none", "ascending", "none"])
    browser.type(button(1), "\ue007")
    equal("by the Enter key", browser.run(ROWS), names)
    browser.type(button(1), " ")
    equal("by the space bar", browser.run(ROWS), names[::-1])
    browser.run("document.getElementById('verdict').focus()")
    for _ in range(2):
        keys = [{"type": "keyDown", "value": "\ue004"}, {"type": "keyUp", "value": "\ue004"}]
        browser.call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": keys}]})
    focus = "const a = document.activeElement; return [a.textContent, getComputedStyle(a).outlineStyle]"
    equal("the tabulator leads to the buttons, and shows it", browser.run(focus), ["machine", "solid"])


def links_lead_somewhere(browser):
    ids = browser.run("return [...document.querySelectorAll('[id]')].map((element) => element.id)")
    equal("no id twice", len(ids), len(set(ids)))
    inner = browser.run("return [...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.hash.slice(1))")
    equal("every link leads somewhere", sorted(set(inner) - set(ids)), [])
    outer = browser.run("return [...document.links].filter((a) => !a.getAttribute('href').startsWith('#'))"
                        ".map((a) => [a.protocol.startsWith('http'), a.rel])")
    is_true("other links are of sources", outer and all(link == [True, "noreferrer"] for link in outer))
    order = browser.run("return [...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))")
    is_true("headings in order", order.count(1) == 1 and all(b <= a + 1 for a, b in zip(order, order[1:])))
    unlabelled = "return [...document.querySelectorAll('input, select')].filter((e) => !e.labels.length).length"
    equal("every control has a label", browser.run(unlabelled), 0)


def it_is_seen_everywhere(browser, address):
    for scheme in ["light", "dark"]:
        browser.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        found = {what: round(contrast, 2) for what, contrast in browser.run(CONTRAST).items()}
        is_true(f"contrast, {scheme}:", min(found.values()) >= 4.5, found)
    browser.cdp("Emulation.setEmulatedMedia", media="print")
    hidden = "return getComputedStyle(document.getElementById('controls')).display"
    equal("on paper: all rows, no controls", [sorted(browser.run(ROWS)), browser.run(hidden)], [sorted(NAMES), "none"])
    browser.cdp("Emulation.setEmulatedMedia", media="", features=[])
    pdf = base64.b64decode(browser.call("POST", "/print", {}))
    is_true("on paper:", pdf.startswith(b"%PDF") and len(pdf) > 20_000, f"{len(pdf)} bytes")
    browser.cdp("Emulation.setDeviceMetricsOverride", width=360, height=740, deviceScaleFactor=2, mobile=True)
    wide = "const page = document.documentElement; return [innerWidth, page.scrollWidth]"
    equal("on a phone the page does not scroll sideways", browser.run(wide), [360, 360])
    browser.cdp("Emulation.clearDeviceMetricsOverride")
    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(address)
    equal("without a script: all rows", browser.run(ROWS), NAMES)
    shown = "return [document.querySelectorAll('button').length, document.getElementById('controls').hidden]"
    equal("and no controls", browser.run(shown), [0, True])
    browser.cdp("Emulation.setScriptExecutionDisabled", value=False)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("minspec", help="the program")
    arguments.add_argument("--screenshot", metavar="FILE", help="keep a picture of the page")
    arguments = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "fleet.csv"), "w", newline="", encoding="utf-8") as fleet:
            csv.writer(fleet).writerows([HEADER, *MACHINES])
        command = [os.path.abspath(arguments.minspec), "check", *EDITIONS, "-m", "fleet.csv", "--keep", "price",
                   "-o", "report.html"]
        equal("the program: at least one fail", subprocess.run(command, cwd=folder, check=False).returncode, 1)
        address = f"file://{os.path.realpath(folder)}/report.html"
        browser = Browser(os.path.join(folder, "profile"))
        try:
            # The browser's own first page has nothing to do with it.
            browser.open("about:blank")
            browser.log("performance")
            browser.open(address)
            if arguments.screenshot:
                with open(arguments.screenshot, "wb") as picture:
                    picture.write(base64.b64decode(browser.call("GET", "/screenshot")))
            the_page_is_closed(browser, address)
            filters_work(browser)
            sorting_works(browser)
            links_lead_somewhere(browser)
            it_is_seen_everywhere(browser, address)
        finally:
            browser.close()


if __name__ == "__main__":
    main()
