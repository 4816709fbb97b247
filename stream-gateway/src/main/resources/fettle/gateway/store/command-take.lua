-- Ends what nobody will do, and takes the command that has waited longest. One script, so that of
-- several gateways one takes a command. All times are the store's own.
-- KEYS: 1 waiting, 2 taken, 3 taker. ARGV: 1 gateway, 2 lease ms, 3 longest wait ms, 4 taker's life
-- ms, 5 prefix of commands' keys, 6 attempts at most, 7 words of one that waited too long, 8 words of
-- one whose gateway is gone, 9 '1' when there is room for one, 10 and 11 the words for other languages.
-- Returns the ids of those that it ended, then, when it took one, id, holder, command and etag.
local now = redis.call('TIME')
now = now[1] * 1000 + math.floor(now[2] / 1000)
redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[4])
local ended = {}

local function over(id, state, words, said)
  redis.call('HSET', ARGV[5] .. id, 'state', state, 'words', words, 'said', said, 'ended', now, 'until', 0)
  ended[#ended + 1] = id
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 20)) do
  redis.call('ZREM', KEYS[2], id)
  local known = redis.call('HMGET', ARGV[5] .. id, 'repeatable', 'attempts')
  if known[1] == '1' and tonumber(known[2]) < tonumber(ARGV[6]) then
    redis.call('HSET', ARGV[5] .. id, 'state', 'waiting', 'asked', now, 'until', 0, 'holder', '')
    redis.call('ZADD', KEYS[1], now, id)
  elseif known[1] then
    over(id, 'unknown', ARGV[8], ARGV[11])
  end
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3], 'LIMIT', 0, 100)) do
  redis.call('ZREM', KEYS[1], id)
  if redis.call('EXISTS', ARGV[5] .. id) == 1 then
    over(id, 'expired', ARGV[7], ARGV[10])
  end
end

local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
if ARGV[9] ~= '1' or not first then
  return {ended}
end
redis.call('ZREM', KEYS[1], first)
local key = ARGV[5] .. first
if redis.call('EXISTS', key) == 0 then
  return {ended}
end
local holder = ARGV[1] .. '#' .. redis.call('HINCRBY', key, 'attempts', 1)
redis.call('HSET', key, 'state', 'running', 'words', '', 'said', '', 'until', now + ARGV[2], 'holder', holder)
redis.call('ZADD', KEYS[2], now + ARGV[2], first)
return {ended, first, holder, redis.call('HGET', key, 'command'), redis.call('HGET', key, 'etag') or ''}
