// Prints how many MB/s JSON.parse makes of a page's bytes, by CPU time: node parse.js FILE SECONDS
const page = require("fs").readFileSync(process.argv[2]);
const microseconds = Number(process.argv[3]) * 1e6;
JSON.parse(page.toString("utf8"));
let times = 0;
let elapsed = 0;
const start = process.cpuUsage();
do {
  JSON.parse(page.toString("utf8"));
  times += 1;
  const used = process.cpuUsage(start);
  elapsed = used.user + used.system;
} while (elapsed < microseconds);
console.log(((times * page.length) / elapsed).toFixed(1));
