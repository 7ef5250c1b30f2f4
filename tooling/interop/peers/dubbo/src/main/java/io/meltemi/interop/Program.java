package io.meltemi.interop;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.dubbo.common.Version;
import org.apache.dubbo.rpc.RpcException;

/**
 * Obeys commands: a line of JSON on standard input, a line of JSON on standard output. Commands run at
 * the same time. The process ends when its standard input does.
 */
abstract class Program {
    static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Program() {
        System.setOut(System.err); // what libraries print is log
    }

    /** @return what is to be told, made into JSON */
    abstract Object obey(String command, JsonObject fields) throws Throwable;

    /** @param ready what the program says of itself when it is ready */
    void run(Map<String, Object> ready) throws Exception {
        Map<String, Object> message = new LinkedHashMap<>(ready);
        message.put("ready", true);
        message.put("dubbo", Version.getVersion());
        say(message);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonObject fields = JsonParser.parseString(line).getAsJsonObject();
            threads.execute(() -> answer(fields));
        }
        Runtime.getRuntime().halt(0); // no shutdown hooks: whoever wants a graceful end asks for it
    }

    private void answer(JsonObject fields) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", fields.get("id").getAsInt());
        try {
            answer.put("result", obey(fields.get("command").getAsString(), fields));
        } catch (Throwable error) {
            answer.put("error", describe(error));
        }
        say(answer);
    }

    private synchronized void say(Object message) {
        out.println(GSON.toJson(message));
    }

    Map<String, Object> describe(Throwable error) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("type", error.getClass().getSimpleName());
        description.put("message", String.valueOf(error.getMessage()));
        description.put("class", error.getClass().getName());
        if (error instanceof RpcException) description.put("code", ((RpcException) error).getCode());
        if (error instanceof RejectedException) {
            description.put("reason", ((RejectedException) error).getReason());
        }
        List<String> causes = new ArrayList<>();
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            causes.add(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
        description.put("causes", causes);
        return description;
    }

    static String text(JsonObject fields, String name, String otherwise) {
        return fields.has(name) ? fields.get(name).getAsString() : otherwise;
    }

    static int integer(JsonObject fields, String name, int otherwise) {
        return fields.has(name) ? fields.get(name).getAsInt() : otherwise;
    }

    /** The text values of the object of that name. */
    static Map<String, String> texts(JsonObject fields, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (fields.has(name)) {
            fields.getAsJsonObject(name)
                    .entrySet()
                    .forEach(entry -> texts.put(entry.getKey(), entry.getValue().getAsString()));
        }
        return texts;
    }
}
