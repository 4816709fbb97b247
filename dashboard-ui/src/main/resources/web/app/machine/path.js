/**
 * A machine's place in the API.
 * @param {string} machine `device/machine`
 */
export function apiPath(machine) {
  return `/api/machines/${machine.split('/').map(encodeURIComponent).join('/')}`;
}
