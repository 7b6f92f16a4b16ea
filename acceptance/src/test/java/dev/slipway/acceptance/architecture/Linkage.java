package dev.slipway.acceptance.architecture;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The references between the classes of a class path, and which of them lead nowhere.
///
/// A version of a library that was compiled against another version of its neighbour fails only
/// when the missing member is first used, perhaps in production at night. Reading the constant
/// pools finds all of them at once.
final class Linkage {

  private final List<Path> classPath;
  private final ClassLoader classes;

  Linkage(List<Path> classPath, ClassLoader classes) {
    this.classPath = classPath;
    this.classes = classes;
  }

  /// Returns what the jars whose names begin with `prefix` refer to in vain.
  Set<String> missing(String prefix) throws IOException {
    var missing = new TreeSet<String>();
    for (Path jar : classPath) {
      if (jar.getFileName().toString().startsWith(prefix) && Files.isRegularFile(jar)) {
        for (ClassModel type : read(jar)) {
          missing.addAll(missingOf(type));
        }
      }
    }
    return missing;
  }

  private static Collection<ClassModel> read(Path jar) throws IOException {
    var types = new ArrayList<ClassModel>();
    try (var file = new JarFile(jar.toFile())) {
      for (var entry : Collections.list(file.entries())) {
        var name = entry.getName();
        if (name.endsWith(".class") && !name.contains("-info") && !name.startsWith("META-INF/")) {
          types.add(ClassFile.of().parse(file.getInputStream(entry).readAllBytes()));
        }
      }
    }
    return types;
  }

  private Set<String> missingOf(ClassModel type) {
    var missing = new TreeSet<String>();
    var user = type.thisClass().asInternalName();
    for (var entry : type.constantPool()) {
      switch (entry) {
        case MemberRefEntry member when !hasMember(member) ->
            missing.add(user + " → " + member.owner().asInternalName() + "." + member.name());
        case ClassEntry owner
            when !owner.asInternalName().startsWith("[") && find(owner).isEmpty() ->
            missing.add(user + " → " + owner.asInternalName());
        default -> {}
      }
    }
    if (find(type.thisClass()).filter(Linkage::hasAbstractHoles).isPresent()) {
      missing.add(user + " lacks the body of a method that it inherits");
    }
    return missing;
  }

  private boolean hasMember(MemberRefEntry member) {
    if (member.owner().asInternalName().startsWith("[")) {
      return true;
    }
    var owner = find(member.owner());
    if (owner.isEmpty()) {
      return true; // told once, as the class that it is
    }
    var name = member.name().stringValue();
    var type = member.type().stringValue();
    return lineage(owner.get())
        .anyMatch(c -> member instanceof FieldRefEntry ? field(c, name) : method(c, name, type));
  }

  private Optional<Class<?>> find(ClassEntry entry) {
    try {
      return Optional.of(Class.forName(entry.asInternalName().replace('/', '.'), false, classes));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static Stream<Class<?>> lineage(Class<?> type) {
    var above =
        Stream.concat(
            Stream.ofNullable(type.getSuperclass()),
            Stream.concat(
                Arrays.stream(type.getInterfaces()),
                type.isInterface() ? Stream.of(Object.class) : Stream.empty()));
    return Stream.concat(Stream.of(type), above.flatMap(Linkage::lineage));
  }

  private static boolean field(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredFields()).anyMatch(field -> field.getName().equals(name));
  }

  private static boolean method(Class<?> type, String name, String descriptor) {
    if (type == MethodHandle.class || type == VarHandle.class) {
      return true; // signature-polymorphic: every descriptor fits
    }
    var wanted = MethodTypeDesc.ofDescriptor(descriptor);
    if (name.equals("<init>")) {
      return Arrays.stream(type.getDeclaredConstructors())
          .anyMatch(made -> parameters(made.getParameterTypes(), wanted));
    }
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .anyMatch(method ->
            parameters(method.getParameterTypes(), wanted)
                && method
                    .getReturnType()
                    .descriptorString()
                    .equals(wanted.returnType().descriptorString()));
  }

  private static boolean parameters(Class<?>[] types, MethodTypeDesc wanted) {
    return Arrays.stream(types)
        .map(Class::descriptorString)
        .toList()
        .equals(wanted.parameterList().stream().map(d -> d.descriptorString()).toList());
  }

  /// Tells whether `type` can be made although a method has no body: it was added above it later.
  private static boolean hasAbstractHoles(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers())
        && !type.isInterface()
        && Arrays.stream(type.getMethods()).anyMatch(m -> Modifier.isAbstract(m.getModifiers()));
  }
}
