// What a person does with the report, and axe-core over it: node browser.cjs FOLDER NAME...
"use strict";
const fs = require("fs");
const path = require("path");
const puppeteer = require("puppeteer-core");

const [folder, ...names] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const faults = [];
const check = (ok, what) => { if (!ok) faults.push(what); };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function open(browser, name, hash) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1366, height: 900 });
  page.on("pageerror", (e) => faults.push(name + ": " + e.message));
  page.on("console", (m) => { if (m.type() === "error") faults.push(name + ": " + m.text()); });
  page.on("request", (r) => check(r.url().startsWith("file://"), name + ": asks for " + r.url()));
  await page.goto("file://" + path.join(folder, name + ".html") + hash);
  await page.waitForSelector("html[data-ready]", { timeout: 20000 });
  return page;
}

// by the element, not by its place: sections are laid out when they come into sight
const press = (page, selector) => page.$eval(selector, (e) => e.click());
const rows = (page) => page.$$eval("#gap-table tr[data-fingerprint]", (found) => found.length);
const status = (page) => page.$eval("#count", (e) => e.textContent);

async function use(browser, name, report) {
  const page = await open(browser, name, "");
  const errors = report.findings.filter((f) => f.severity === "error").length;
  await page.click(".tile.error a");
  await pause(400);
  check(await rows(page) === errors, name + ": the number of errors does not lead to its rows");
  const top = await page.$eval("#gaps", (e) => e.getBoundingClientRect().top);
  check(Math.abs(top) < 300, name + ": the rows are out of sight, " + top);
  await page.goBack();
  await pause(400);
  const all = Math.min(500, report.findings.length);
  check(await rows(page) === all, name + ": the back key shows " + await rows(page) + " rows");
  await page.focus("#f-q");
  await page.keyboard.type("gap0301");
  await pause(600);
  const wanted = report.findings.filter((f) => f.rule === "GAP0301").length;
  check((await status(page)).includes(String(wanted)), name + ": search says " + await status(page));
  await press(page, "#filter button[type=reset]");
  await pause(400);
  check(await rows(page) === all, name + ": clearing the filter shows " + await rows(page) + " rows");
  await page.focus("#gap-table th[data-sort='2'] button");
  await page.keyboard.press("Enter");
  await pause(500);
  check(await page.$eval("#gap-table th[data-sort='2']", (e) => e.ariaSort) === "ascending", name + ": not sorted by keyboard");
  await press(page, "#filter button[type=reset]");
  await pause(400);
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await press(page, "#print-all");
  await page.waitForFunction(() => window.printed, { timeout: 20000 });
  check(await rows(page) === report.findings.length, name + ": prints " + await rows(page) + " rows");
  const last = report.findings[report.findings.length - 1].fingerprint;
  const single = await open(browser, name, "#" + last);
  check(await single.$("#" + last) !== null, name + ": a link to a finding does not show it");
  await page.close();
  await single.close();
}

async function look(browser, name) {
  for (const [scheme, width] of [["light", 1366], ["dark", 1366], ["light", 390]]) {
    for (const hash of ["", "#gaps?severity=warning"]) {
      const page = await open(browser, name, hash);
      await page.setViewport({ width, height: 900 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      check(wide <= width, name + ": " + wide + " wide in a window of " + width);
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      // what is off the screen is looked at too
      await page.setBypassCSP(true);
      await page.evaluate(() => document.querySelectorAll("main > section").forEach((s) => { s.style.contentVisibility = "visible"; }));
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
      found.violations
        .filter((v) => ["serious", "critical"].includes(v.impact))
        .forEach((v) => faults.push([name, scheme, hash, v.impact, v.id, v.nodes[0].html].join(" ")));
      await page.close();
    }
  }
}

// without a script the static part reads
async function withoutScript(browser, name, report) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto("file://" + path.join(folder, name + ".html"));
  check(await rows(page) === Math.min(500, report.findings.length), name + ": rows are missing without a script");
  await page.close();
}

(async () => {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
    userDataDir: path.join(folder, "profile-axe"),
  });
  try {
    for (const name of names) {
      const report = JSON.parse(fs.readFileSync(path.join(folder, name + ".json"), "utf8"));
      await use(browser, name, report);
      await withoutScript(browser, name, report);
      await look(browser, name);
      console.log(name + ": used by mouse and keyboard, axe-core in light and dark");
    }
  } finally {
    await browser.close();
  }
  faults.forEach((f) => console.error(f));
  process.exitCode = faults.length ? 1 : 0;
})();
