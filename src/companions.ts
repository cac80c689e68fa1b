/** The backing services that compose can start in development, as the answer and people name them. */
export const companions = [
  { value: "postgres", label: "PostgreSQL" },
  { value: "mysql", label: "MySQL" },
  { value: "redis", label: "Redis" },
  { value: "nats", label: "NATS" },
  { value: "kafka", label: "Apache Kafka" },
  { value: "rabbitmq", label: "RabbitMQ" },
  { value: "mongo", label: "MongoDB" },
] as const;

export type CompanionName = (typeof companions)[number]["value"];
