/**
 * How much of the IoT hub's quota is used: asked of Resource Manager, or of the emulator, which
 * answers in the same form; judged, and put into the store for dashboards and gateways. Deciding is
 * pure: {@link fettle.ops.usage.UsageJudge} and {@link fettle.ops.usage.UsageCourse}.
 */
package fettle.ops.usage;
