package fettle.sensor.source;

import fettle.sensor.simulation.FaultRamp;
import fettle.sensor.simulation.Pump;
import java.util.concurrent.locks.ReentrantLock;

/** A pump that one thread reads while another breaks it. */
final class GuardedPump {
  private final ReentrantLock lock = new ReentrantLock();
  private final Pump pump;

  GuardedPump(Pump pump) {
    this.pump = pump;
  }

  double[] read(long time) {
    lock.lock();
    try {
      return pump.read(time);
    } finally {
      lock.unlock();
    }
  }

  void inject(FaultRamp fault) {
    lock.lock();
    try {
      pump.inject(fault);
    } finally {
      lock.unlock();
    }
  }

  void repair() {
    lock.lock();
    try {
      pump.repair();
    } finally {
      lock.unlock();
    }
  }
}
