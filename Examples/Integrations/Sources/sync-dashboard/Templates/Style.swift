/// The pages' looks.
enum Style {
  static let text = """
    :root { color-scheme: light dark; --line: #8886; --good: #2a7d46; --bad: #b3261e; --note: #8a5a00; --accent: #1f5fbf; }
    @media (prefers-color-scheme: dark) { :root { --good: #6cc28a; --bad: #ff8a80; --note: #e0b050; --accent: #8ab4f8; } }
    * { box-sizing: border-box; }
    body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
    header { border-bottom: 1px solid var(--line); padding: .75rem 1rem; }
    nav a { display: inline-block; padding: .25rem .5rem; }
    main { max-width: 76rem; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.5rem; margin: .25rem 0 1rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
    a { color: var(--accent); }
    a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, [tabindex]:focus-visible {
      outline: 3px solid var(--accent); outline-offset: 2px; }
    .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; }
    .card { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 0 0 1rem; }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 1rem; }
    .figures strong { display: block; font-size: 2rem; line-height: 1.1; }
    .success { border-left: .4rem solid var(--good); } .running { border-left: .4rem solid var(--accent); }
    .card.failed { border-left: .4rem solid var(--bad); } .notice { border-left: .4rem solid var(--note); }
    td.failed, p.failed:not(.card) { color: var(--bad); font-weight: 600; }
    progress { width: 100%; height: 1rem; accent-color: var(--accent); }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; }
    th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
    thead th { white-space: nowrap; }
    pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
    .compare td { width: 40%; } .differs { background: #f0b42933; }
    .mark { display: inline-block; border: 1px solid currentColor; border-radius: .25rem; padding: 0 .3rem; font-size: .75rem;
      color: var(--note); }
    form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
    input, select, button { font: inherit; padding: .4rem .6rem; min-height: 2.75rem; max-width: 100%; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; }
    dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
    svg { width: 100%; height: auto; max-height: 14rem; } svg line { stroke: var(--line); }
    svg text { font-size: 11px; text-anchor: middle; fill: currentColor; }
    .sent { fill: var(--good); } rect.failed { fill: var(--bad); } .problem { fill: var(--bad); }
    [aria-current] { font-weight: 700; text-decoration: none; }
    [hidden] { display: none; }
    """
}

/// What keeps the status up to date. Without it the page is right when it is loaded.
enum Script {
  static let text = """
    "use strict";
    const live = document.getElementById("live");
    if (live && window.EventSource) {
      const text = document.getElementById("live-text");
      const bar = document.getElementById("live-bar");
      let version;
      new EventSource("/events").onmessage = (message) => {
        const now = JSON.parse(message.data);
        if (version !== undefined && version !== now.version) { location.replace("/"); return; }
        version = now.version;
        text.textContent = now.text;
        live.className = "card " + now.state;
        bar.hidden = !now.isRunning;
        if (typeof now.fraction === "number") { bar.value = now.fraction; } else { bar.removeAttribute("value"); }
      };
    }
    """
}
