-- Takes a partition over: from here on, only steps of this epoch and owner are accepted.
-- KEYS: 1 progress, 2 machines, 3 rejected-counts. ARGV: 1 owner.
-- Returns the new epoch, the next offset (nil in a new store), the number of machines, and the
-- rejected counts as a flat list.
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('HSET', KEYS[1], 'owner', ARGV[1])
return {
  epoch,
  redis.call('HGET', KEYS[1], 'offset'),
  redis.call('HLEN', KEYS[2]),
  redis.call('HGETALL', KEYS[3]),
}
