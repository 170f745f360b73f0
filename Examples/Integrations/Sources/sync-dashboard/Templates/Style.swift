/// The pages' looks.
enum Style {
  static let text = """
    :root { color-scheme: light dark; --page: #f4f6f8; --card: #fff; --line: #d5dae0; --quiet: #59636e; --good: #1f7a43;
      --bad: #b3261e; --note: #8a5a00; --accent: #1f5fbf; --differs: #fff3d1; }
    @media (prefers-color-scheme: dark) { :root { --page: #12161b; --card: #1b2128; --line: #37414c; --quiet: #9aa6b2;
      --good: #6cc28a; --bad: #ff8a80; --note: #e0b050; --accent: #8ab4f8; --differs: #4a3d14; } }
    * { box-sizing: border-box; }
    body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: var(--page); }
    p { margin: 0; } p + p { margin-top: .5rem; }
    header { background: var(--card); border-bottom: 1px solid var(--line); padding: .5rem 1rem; }
    nav { display: flex; flex-wrap: wrap; gap: .25rem; } header nav { max-width: 76rem; margin: 0 auto; }
    nav a { padding: .5rem .75rem; border-radius: .4rem; text-decoration: none; }
    nav a:hover { background: var(--page); }
    nav [aria-current] { background: var(--page); font-weight: 600; }
    main { max-width: 78rem; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.5rem; margin: .25rem 0 1rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
    a { color: var(--accent); }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; background: var(--card); padding: .5rem; }
    .card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 0 0 1rem; }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 1rem; }
    .figures strong { display: block; font-size: 2rem; line-height: 1.2; }
    .success { border-left: .4rem solid var(--good); } .running { border-left: .4rem solid var(--accent); }
    .card.failed { border-left: .4rem solid var(--bad); } .notice { border-left: .4rem solid var(--note); }
    td.failed, p.failed:not(.card) { color: var(--bad); font-weight: 600; }
    progress { width: 100%; height: 1rem; margin: .5rem 0; accent-color: var(--accent); }
    .quiet { color: var(--quiet); font-size: .875rem; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; }
    th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line);
      overflow-wrap: anywhere; }
    tbody tr:last-child > * { border-bottom: 0; }
    td[data-name="When"], td[data-name="Began"] { white-space: nowrap; }
    thead th { color: var(--quiet); font-size: .875rem; white-space: nowrap; }
    pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
    .compare { table-layout: fixed; } .compare thead th:first-child { width: 22%; } .differs { background: var(--differs); }
    .mark { display: inline-block; border: 1px solid currentColor; border-radius: .25rem; padding: 0 .3rem; font-size: .75rem;
      color: var(--note); }
    form { margin-top: .5rem; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
    input, select, button { font: inherit; padding: .4rem .6rem; min-height: 2.75rem; max-width: 100%;
      border: 1px solid var(--quiet); border-radius: .4rem; }
    button { background: var(--accent); border-color: var(--accent); color: var(--card); font-weight: 600; cursor: pointer; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; }
    dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
    svg { display: block; width: 100%; height: auto; margin-bottom: 1rem; } svg line { stroke: var(--line); }
    svg text { font-size: 12px; text-anchor: middle; fill: currentColor; }
    .sent { fill: var(--good); } .problem, rect.failed { fill: var(--bad); }
    [hidden] { display: none; }
    @media (max-width: 46rem) {
      /* On a phone each line of a table is a block of its own, and each cell bears its column's name. */
      table, tbody, tr, th, td { display: block; width: auto; } thead { position: absolute; left: -99rem; }
      tbody tr { padding: .5rem 0; border-bottom: 1px solid var(--line); } tbody tr > * { border: 0; padding: .15rem .4rem; }
      td[data-name] { display: grid; grid-template-columns: 7.5rem 1fr; } .compare td { grid-template-columns: 1fr; }
      td[data-name]::before { content: attr(data-name); color: var(--quiet); font-size: .875rem; }
      svg text { font-size: 24px; }
      dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; }
      form > * { flex: 1 1 100%; }
    }
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
