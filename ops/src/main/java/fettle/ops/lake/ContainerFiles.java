package fettle.ops.lake;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import fettle.ops.azure.AzureCalls;
import fettle.ops.pipeline.PassingFailure;
import java.util.List;

/** Fettle's own files in a lake that is a container of a storage account. */
record ContainerFiles(BlobContainerClient container) implements LakeFiles {

  @Override
  public String place() {
    return container.getBlobContainerUrl();
  }

  @Override
  public void write(String name, byte[] content) throws PassingFailure, InterruptedException {
    AzureCalls.call(
        at(name),
        () -> {
          container.getBlobClient(name).upload(BinaryData.fromBytes(content), true);
          return name;
        });
  }

  @Override
  public List<String> names(String folder, String suffix)
      throws PassingFailure, InterruptedException {
    return AzureCalls.call(
        at(folder),
        () ->
            container.listBlobs(new ListBlobsOptions().setPrefix(folder + "/"), null).stream()
                .map(BlobItem::getName)
                .filter(name -> name.endsWith(suffix))
                .sorted()
                .toList());
  }

  @Override
  public byte[] read(String name) throws PassingFailure, InterruptedException {
    return AzureCalls.call(
        at(name), () -> container.getBlobClient(name).downloadContent().toBytes());
  }

  private String at(String name) {
    return place() + "/" + name;
  }
}
