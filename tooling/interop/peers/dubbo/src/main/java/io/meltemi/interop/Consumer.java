package io.meltemi.interop;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ArgumentConfig;
import org.apache.dubbo.config.MethodConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.service.GenericService;

/** A consumer: "refer" connects to a port and names the reference, "call" calls through it. */
final class Consumer extends Program {
    private final ApplicationConfig application = Applications.named("consumer");
    private final Map<String, ReferenceConfig<Object>> references = new ConcurrentHashMap<>();

    public static void main(String[] arguments) throws Exception {
        new Consumer().run(Map.of());
    }

    @Override
    Object obey(String command, JsonObject fields) throws Throwable {
        switch (command) {
            case "refer":
                return refer(fields);
            case "release":
                references.remove(text(fields, "reference", "")).destroy();
                return true;
            case "call":
                return call(fields);
            case "callMany":
                return callMany(fields);
            case "callAll":
                return callAll(fields);
            case "echo":
                return echo(fields);
            default:
                throw new IllegalArgumentException("no command " + command);
        }
    }

    private Object refer(JsonObject fields) {
        ReferenceConfig<Object> reference = new ReferenceConfig<>();
        reference.setApplication(application);
        reference.setInterface(text(fields, "interface", Greeter.class.getName()));
        // Twice, on one connection: Dubbo 2.7 shows response attachments only where it can choose.
        String url = "dubbo://" + Applications.LOOPBACK + ":" + fields.get("port").getAsInt();
        reference.setUrl(url + ";" + url);
        reference.setCheck(false);
        reference.setCluster("failfast"); // an error reaches the application as it came
        reference.setRetries(0);
        reference.setTimeout(integer(fields, "timeout", 10_000));
        reference.setMethods(List.of(oneway(), callBack()));
        reference.setParameters(texts(fields, "parameters"));
        if (fields.has("group")) reference.setGroup(text(fields, "group", null));
        if (fields.has("version")) reference.setVersion(text(fields, "version", null));
        if (fields.has("generic")) reference.setGeneric(text(fields, "generic", null));
        reference.get();
        references.put(text(fields, "reference", ""), reference);
        return true;
    }

    private static MethodConfig oneway() {
        MethodConfig method = new MethodConfig();
        method.setName("post");
        method.setReturn(false);
        return method;
    }

    private static MethodConfig callBack() {
        ArgumentConfig listener = new ArgumentConfig();
        listener.setIndex(0);
        listener.setCallback(true);
        MethodConfig method = new MethodConfig();
        method.setName("callBack");
        method.setArguments(List.of(listener));
        return method;
    }

    /** One call: {reference, method, args, attachments, mode}; result {value, attachments}. */
    private Object call(JsonObject fields) throws Throwable {
        RpcContext.removeContext(); // of an earlier call on this thread
        RpcContext.removeServerContext();
        Map<String, String> attachments = texts(fields, "attachments");
        attachments.forEach((name, value) -> RpcContext.getContext().setAttachment(name, value));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("value", invoke(fields, arguments(fields), text(fields, "mode", "sync")));
        result.put("attachments", responseAttachments());
        return result;
    }

    @Override
    Map<String, Object> describe(Throwable error) {
        Map<String, Object> description = super.describe(error);
        description.put("attachments", responseAttachments());
        return description;
    }

    private static Map<String, String> responseAttachments() {
        return new LinkedHashMap<>(RpcContext.getServerContext().getAttachments());
    }

    private static JsonArray arguments(JsonObject fields) {
        return fields.has("args") ? fields.getAsJsonArray("args") : new JsonArray();
    }

    /** {times, callers}: as many threads call at the same time. "#" in arguments is the number of the call. */
    private Object callMany(JsonObject fields) throws Exception {
        int callers = integer(fields, "callers", 1);
        int times = integer(fields, "times", 1);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Object>> answers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                JsonArray arguments = numbered(arguments(fields), i);
                answers.add(threads.submit(() -> outcome(fields, arguments)));
            }
            List<Object> values = new ArrayList<>();
            for (Future<Object> answer : answers) values.add(answer.get());
            return values;
        } finally {
            threads.shutdown();
        }
    }

    private Object outcome(JsonObject fields, JsonArray arguments) {
        try {
            return invoke(fields, arguments, text(fields, "mode", "sync"));
        } catch (Throwable error) {
            return describe(error);
        }
    }

    private static JsonArray numbered(JsonArray arguments, int number) {
        JsonArray numbered = new JsonArray();
        for (JsonElement argument : arguments) {
            boolean isText = argument.isJsonPrimitive() && argument.getAsJsonPrimitive().isString();
            numbered.add(
                    isText
                            ? new JsonPrimitive(argument.getAsString().replace("#", "" + number))
                            : argument);
        }
        return numbered;
    }

    /** Starts every one of "calls" without waiting; tells the values and in which order they came. */
    private Object callAll(JsonObject fields) throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Object>> started = new ArrayList<>();
        for (JsonElement element : fields.getAsJsonArray("calls")) {
            JsonObject call = element.getAsJsonObject();
            int number = started.size();
            started.add(
                    start(fields, call)
                            .handle(
                                    (value, error) -> {
                                        order.add(number);
                                        return error == null ? value : describe(cause(error));
                                    }));
        }
        List<Object> values = new ArrayList<>();
        for (CompletableFuture<Object> call : started) values.add(call.get());
        return Map.of("values", values, "order", order);
    }

    private CompletableFuture<Object> start(JsonObject fields, JsonObject call) throws Exception {
        Method method = method(text(call, "method", ""));
        if (method.getReturnType() != CompletableFuture.class) {
            return RpcContext.getContext().asyncCall(() -> reflect(fields, call, arguments(call)));
        }
        Object future = method.invoke(target(fields), values(method, arguments(call)));
        return ((CompletableFuture<?>) future).thenApply(value -> value);
    }

    /** Calls "method" with a value of that size of the type that it takes; tells whether it came back. */
    private Object echo(JsonObject fields) throws Throwable {
        int size = integer(fields, "size", 0);
        Greeter greeter = (Greeter) target(fields);
        switch (text(fields, "method", "")) {
            case "echoText":
                String text = "\u00fc\u4e2d~".repeat(size / 6); // characters of 2, 3 and 1 bytes
                return text.equals(greeter.echoText(text));
            case "echoBytes":
                byte[] bytes = new byte[size];
                for (int i = 0; i < size; i++) bytes[i] = (byte) (i * 31);
                return Arrays.equals(bytes, greeter.echoBytes(bytes));
            case "echoList":
                List<String> list = new ArrayList<>();
                for (int i = 0; i < size / 10; i++) list.add("element" + i);
                return list.equals(greeter.echoList(list));
            case "echoItem":
                Item item = Item.sample("sample");
                return item.sameAs(greeter.echoItem(item));
            default:
                throw new IllegalArgumentException("no such echo");
        }
    }

    private Object invoke(JsonObject fields, JsonArray arguments, String mode) throws Throwable {
        try {
            switch (mode) {
                case "async":
                    return RpcContext.getContext()
                            .asyncCall(() -> reflect(fields, fields, arguments))
                            .get();
                case "generic":
                    return generic(fields, arguments);
                case "callback":
                    Listener listener = heard -> "consumer heard " + heard;
                    return ((Greeter) target(fields)).callBack(listener);
                default:
                    return reflect(fields, fields, arguments);
            }
        } catch (Exception error) {
            throw cause(error);
        }
    }

    private Object generic(JsonObject fields, JsonArray arguments) {
        Method method = method(text(fields, "method", ""));
        String[] types =
                Arrays.stream(method.getParameterTypes())
                        .map(Class::getCanonicalName)
                        .toArray(String[]::new);
        GenericService service = (GenericService) target(fields);
        return service.$invoke(method.getName(), types, values(method, arguments));
    }

    /** Calls the method that "call" names on the reference that "fields" names. */
    private Object reflect(JsonObject fields, JsonObject call, JsonArray arguments) throws Exception {
        Method method = method(text(call, "method", ""));
        Object value;
        try {
            value = method.invoke(target(fields), values(method, arguments));
        } catch (InvocationTargetException error) {
            if (error.getCause() instanceof Exception) throw (Exception) error.getCause();
            throw error;
        }
        return value instanceof Future ? ((Future<?>) value).get() : value;
    }

    private Object target(JsonObject fields) {
        return references.get(text(fields, "reference", "")).get();
    }

    private static Method method(String name) {
        return Arrays.stream(Greeter.class.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no method " + name));
    }

    private static Object[] values(Method method, JsonArray arguments) {
        Class<?>[] types = method.getParameterTypes();
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) values[i] = GSON.fromJson(arguments.get(i), types[i]);
        return values;
    }

    private static Throwable cause(Throwable error) {
        boolean wraps = error instanceof ExecutionException || error instanceof CompletionException;
        return wraps && error.getCause() != null ? cause(error.getCause()) : error;
    }
}
