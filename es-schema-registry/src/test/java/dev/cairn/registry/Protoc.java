package dev.cairn.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The compiler of Protocol Buffers, which the build has put where the property {@code protoc} says. */
final class Protoc {

  private Protoc() {}

  /** What it makes of a file, as protobuf-java sees it. */
  static FileDescriptor compile(Path directory, String proto)
      throws IOException, InterruptedException, DescriptorValidationException {
    File protoc = new File(System.getProperty("protoc", "target/protoc/protoc.exe"));
    assertThat(protoc).as("the compiler, which 'mvn verify' fetches").exists();
    assertThat(protoc.canExecute() || protoc.setExecutable(true)).isTrue();
    Files.writeString(directory.resolve("event.proto"), proto);
    Process process = new ProcessBuilder(
            protoc.getAbsolutePath(), "--descriptor_set_out=event.pb", "-I.", "event.proto")
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).as(proto).isEmpty();
    assertThat(process.exitValue()).isZero();
    byte[] compiled = Files.readAllBytes(directory.resolve("event.pb"));
    FileDescriptorProto file = FileDescriptorSet.parseFrom(compiled).getFile(0);
    return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
  }
}
