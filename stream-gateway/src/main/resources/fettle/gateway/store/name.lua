-- Names the stream that a store belongs to, in a new store only.
-- KEYS: 1 stream. ARGV: field value...
-- Returns the fields and values that are there now, as a flat list.
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], unpack(ARGV))
end
return redis.call('HGETALL', KEYS[1])
