package fettle.dashboard.series;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** Columns of numbers in JSON, where what is not a number is null. */
public final class NullForNaN extends JsonSerializer<double[]> {

  @Override
  public void serialize(double[] column, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeStartArray(column, column.length);
    for (double value : column) {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }
}
