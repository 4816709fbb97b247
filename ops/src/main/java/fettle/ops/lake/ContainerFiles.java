package fettle.ops.lake;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import fettle.ops.azure.AzureCalls;
import fettle.ops.pipeline.PassingFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

  /** A file's content; empty when it is not there. */
  Optional<byte[]> find(String name) throws PassingFailure, InterruptedException {
    return AzureCalls.find(
        at(name), () -> container.getBlobClient(name).downloadContent().toBytes());
  }

  /** Puts a file of this machine there, over one of its name. */
  void upload(String name, Path file) throws PassingFailure, InterruptedException {
    AzureCalls.call(
        at(name),
        () -> {
          container.getBlobClient(name).uploadFromFile(file.toString(), true);
          return name;
        });
  }

  private String at(String name) {
    return place() + "/" + name;
  }
}
