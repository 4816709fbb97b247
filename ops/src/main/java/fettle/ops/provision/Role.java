package fettle.ops.provision;

/** Azure's built-in roles that Fettle hands out, by the ids that they have in every directory. */
enum Role {
  STORAGE_BLOB_DATA_CONTRIBUTOR(
      "Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe"),
  STORAGE_BLOB_DATA_READER("Storage Blob Data Reader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"),
  IOT_HUB_DATA_CONTRIBUTOR("IoT Hub Data Contributor", "4fc6c259-987e-4a07-842e-c321cc9d413f"),
  EVENT_HUBS_DATA_SENDER("Azure Event Hubs Data Sender", "2b629674-e913-4c01-ae53-ef4638d8f975"),
  EVENT_HUBS_DATA_RECEIVER(
      "Azure Event Hubs Data Receiver", "a638d3c7-ab3a-418d-83e6-5f17a39d4fde"),
  ACR_PULL("AcrPull", "7f951dda-4ed3-4680-a7ca-43fe172d538d"),
  ACR_PUSH("AcrPush", "8311e382-0749-4cb8-b61a-304f252e45ec"),
  READER("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7"),
  ML_DATA_SCIENTIST("AzureML Data Scientist", "f6c7c914-8db3-469d-8ca1-694a8f32e121");

  private final String title;
  private final String id;

  Role(String title, String id) {
    this.title = title;
    this.id = id;
  }

  /** As the portal shows it. */
  String title() {
    return title;
  }

  String definitionId(String subscriptionId) {
    return subscriptionId + "/providers/Microsoft.Authorization/roleDefinitions/" + id;
  }

  boolean is(String definitionId) {
    return definitionId != null && definitionId.endsWith("/" + id);
  }
}
