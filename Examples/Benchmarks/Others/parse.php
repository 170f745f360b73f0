<?php
// Prints how many MB/s json_decode makes of a page, by CPU time: php parse.php FILE SECONDS
ini_set('memory_limit', '-1');
$page = file_get_contents($argv[1]);
$nanoseconds = (float) $argv[2] * 1e9;
json_decode($page, true, 512, JSON_THROW_ON_ERROR);
$times = 0;
$used = function (): float {
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e9
        + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) * 1e3;
};
$start = $used();
do {
    $decoded = json_decode($page, true);
    $times++;
    $elapsed = $used() - $start;
} while ($elapsed < $nanoseconds);
printf("%.1f\n", $times * strlen($page) / $elapsed * 1e3);
