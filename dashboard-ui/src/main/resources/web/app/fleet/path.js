/**
 * The page of a machine.
 * @param {string} device
 * @param {string} machine
 */
export function machinePath(device, machine) {
  return `/machines/${encodeURIComponent(device)}/${encodeURIComponent(machine)}`;
}
