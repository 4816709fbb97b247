-- Says how far a command is, and prolongs its lease, for the one who holds it.
-- KEYS: 1 taken, 2 command. ARGV: 1 id, 2 holder, 3 lease ms, 4 words, 5 the twin's etag, or nothing,
-- 6 the words for other languages.
-- Returns 1, or 0 when another has it, or it is over.
local known = redis.call('HMGET', KEYS[2], 'state', 'holder')
if known[1] ~= 'running' or known[2] ~= ARGV[2] then
  return 0
end
local now = redis.call('TIME')
local ends = now[1] * 1000 + math.floor(now[2] / 1000) + ARGV[3]
redis.call('HSET', KEYS[2], 'words', ARGV[4], 'said', ARGV[6], 'until', ends)
if ARGV[5] ~= '' then
  redis.call('HSET', KEYS[2], 'etag', ARGV[5])
end
redis.call('ZADD', KEYS[1], ends, ARGV[1])
return 1
