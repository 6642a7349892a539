import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.transport.Netty4Plugin;

/** One real OpenSearch node on this machine alone: Node HOME HTTP_PORT TRANSPORT_PORT. */
public class Node {
    static class Local extends org.opensearch.node.Node {
        Local(Settings settings, Path home) {
            super(
                InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home, () -> "zhiyun"),
                List.of(Netty4Plugin.class),
                true
            );
        }
    }

    public static void main(String[] given) throws Exception {
        Path home = Path.of(given[0]);
        Settings settings = Settings.builder()
            .put("path.home", home)
            .put("cluster.name", "zhiyun-test")
            .put("node.name", "zhiyun-test-1")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", given[1])
            .put("transport.port", given[2])
            .put("transport.type", "netty4")
            .put("http.type", "netty4")
            .put("indices.query.bool.max_clause_count", 65536)
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
        new Local(settings, home).start();
        Thread.currentThread().join();
    }
}
