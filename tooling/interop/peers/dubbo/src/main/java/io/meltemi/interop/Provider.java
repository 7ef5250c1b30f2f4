package io.meltemi.interop;

import com.google.gson.JsonObject;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.extension.ExtensionLoader;
import org.apache.dubbo.config.ArgumentConfig;
import org.apache.dubbo.config.MethodConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.rpc.Protocol;

/**
 * A provider of one service on a port of its own. Arguments: its label, then "group=...", "version=..."
 * of the service or parameters of its protocol such as "prefer.serialization=fastjson2,hessian2".
 */
final class Provider extends Program {
    private final List<Map<String, Object>> calls = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        Provider provider = new Provider();
        int port = provider.export(arguments);
        provider.run(Map.of("port", port));
    }

    @Override
    Object obey(String command, JsonObject fields) throws Exception {
        switch (command) {
            case "seen":
                return seen(integer(fields, "atLeast", 0), integer(fields, "withinMs", 5000));
            case "stop":
                ExtensionLoader.getExtensionLoader(Protocol.class).getExtension("dubbo").destroy();
                return true;
            default:
                throw new IllegalArgumentException("no command " + command);
        }
    }

    private int export(String[] arguments) throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] parameter = arguments[i].split("=", 2);
            parameters.put(parameter[0], parameter[1]);
        }
        String group = parameters.remove("group");
        String version = parameters.remove("version");
        int port = freePort();
        ProtocolConfig protocol = new ProtocolConfig("dubbo", port);
        protocol.setHost(Applications.LOOPBACK);
        protocol.setParameters(parameters);
        ServiceConfig<Greeter> service = new ServiceConfig<>();
        service.setApplication(Applications.named("provider"));
        service.setRegistry(new RegistryConfig("N/A"));
        service.setProtocol(protocol);
        service.setInterface(Greeter.class);
        if (group != null) service.setGroup(group);
        if (version != null) service.setVersion(version);
        service.setRef(new GreeterService(arguments[0], this::onCall));
        service.setMethods(List.of(callBack()));
        service.export();
        return port;
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

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private synchronized void onCall(Map<String, Object> call) {
        calls.add(call);
        notifyAll();
    }

    /** The calls since the last time it was asked, once there are enough of them or time is up. */
    private synchronized List<Map<String, Object>> seen(int atLeast, int withinMs)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
        while (calls.size() < atLeast && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
        List<Map<String, Object>> seen = new ArrayList<>(calls);
        calls.clear();
        return seen;
    }
}
