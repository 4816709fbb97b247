package fettle.ops.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ObjectNode tree(String json) throws IOException {
    return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
  }

  private static Drift drift(String wanted, String actual, boolean change) throws IOException {
    return Drift.of(tree(wanted), tree(actual), change, Set.of("location"));
  }

  @Test
  void whatAzureWritesInAnotherWayIsTheSame() throws Exception {
    Drift drift =
        drift(
            "{'location':'westeurope','idle':'PT300S','uri':'https://a/','ids':['A','b']}",
            "{'location':'West Europe','idle':'PT5M','uri':'https://a','ids':['B','a']}",
            false);

    assertThat(drift.different()).isEmpty();
    assertThat(drift.fixed()).isEmpty();
  }

  @Test
  void whatNobodyAskedForIsNoDifferenceAndStays() throws Exception {
    Drift drift = drift("{'a':1}", "{'a':2,'b':3}", true);

    assertThat(drift.different()).containsExactly("a: 2 → 1");
    assertThat(drift.merged()).isEqualTo(tree("{'a':1,'b':3}"));
  }

  @Test
  void tagsAreNeverCompared() throws Exception {
    Drift drift = drift("{'tags':{'a':'b'}}", "{}", true);

    assertThat(drift.different()).isEmpty();
    assertThat(drift.merged()).isEqualTo(tree("{}"));
  }

  @Test
  void aMissingElementIsAddedEvenWhereNothingMayBeChanged() throws Exception {
    Drift drift =
        drift(
            "{'routes':[{'name':'a','to':'x'},{'name':'b','to':'x'}]}",
            "{'routes':[{'name':'a','to':'y'}]}",
            false);

    assertThat(drift.missing()).containsExactly("routes[b]");
    assertThat(drift.different()).containsExactly("routes[a].to: y → x");
    assertThat(drift.merged())
        .isEqualTo(tree("{'routes':[{'name':'a','to':'y'},{'name':'b','to':'x'}]}"));
  }

  @Test
  void whatIsFixedIsShownAndNeverChanged() throws Exception {
    Drift drift = drift("{'location':'westeurope'}", "{'location':'eastus'}", true);

    assertThat(drift.fixed())
        .containsExactly("location: eastus → westeurope (fixed when it was made)");
    assertThat(drift.merged()).isEqualTo(tree("{'location':'eastus'}"));
  }
}
