/**
 * The local target: the whole system on this machine.
 *
 * <p>{@link fettle.ops.local.LocalRuntime} is one long-lived process that starts and watches Redis,
 * the hub emulator, gateway and dashboard, and plays edgeAgent ({@link fettle.ops.local.edge}). It
 * runs in a process of its own ({@link fettle.ops.local.DetachedRuntime}), which goes on when the
 * command that started it has ended, or inside the demo. {@link fettle.ops.local.LocalProvision} is
 * the pipeline that brings it up, {@link fettle.ops.local.LocalDestroy} takes it away.
 */
package fettle.ops.local;
